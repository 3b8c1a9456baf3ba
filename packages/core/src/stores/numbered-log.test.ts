import fc from "fast-check";
import { expect, test } from "vitest";
import { createNumberedLog, type NumberedLog } from "./numbered-log.ts";

interface Entry {
  readonly name: number;
  isDropped: boolean;
}

function readAll(log: NumberedLog<Entry>, after: number): [number, number][] {
  return Array.from(log.readAfter(after), ([number, entry]) => [number, entry.name]);
}

test("NumberedLog numbers entries from 1 and reads after any number", () => {
  const log = createNumberedLog<Entry>((entry) => entry.isDropped);
  for (const name of [10, 20, 30]) log.append({ name, isDropped: false });
  expect(log.lastNumber).toBe(3);
  expect(readAll(log, 0)).toEqual([
    [1, 10],
    [2, 20],
    [3, 30],
  ]);
  expect(readAll(log, 2)).toEqual([[3, 30]]);
  expect(readAll(log, 3)).toEqual([]);
});

test("NumberedLog drops its oldest living entry, and nothing from an empty one", () => {
  const log = createNumberedLog<Entry>((entry) => entry.isDropped);
  const dead = { name: 1, isDropped: false };
  log.append(dead);
  log.append({ name: 2, isDropped: false });
  dead.isDropped = true;
  log.forget(1);
  expect(log.size).toBe(1);
  expect(log.dropOldest()?.name).toBe(2);
  expect(log.dropOldest()).toBeUndefined();
  expect(log.append({ name: 3, isDropped: false })).toBe(3);
});

test("NumberedLog agrees with a plain list, whatever is appended and dropped in which order", () => {
  const operation = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("append" as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("forget" as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("dropOldest" as const) }) },
  );
  const operations = fc.array(operation, { maxLength: 600, size: "max" });
  fc.assert(
    fc.property(operations, fc.nat(700), (steps, after) => {
      const log = createNumberedLog<Entry>((entry) => entry.isDropped);
      let model: { number: number; entry: Entry }[] = [];
      const sizes: [actual: number, expected: number][] = [];
      const dropped: [actual: Entry | undefined, expected: Entry | undefined][] = [];
      for (const step of steps) {
        if (step.kind === "append") {
          const entry = { name: log.lastNumber * 7, isDropped: false };
          model.push({ number: log.append(entry), entry });
        } else if (step.kind === "dropOldest") {
          dropped.push([log.dropOldest(), model.shift()?.entry]);
        } else if (model.length > 0) {
          const { entry } = model[step.at % model.length];
          entry.isDropped = true;
          model = model.filter((kept) => kept.entry !== entry);
          log.forget(1);
        }
        sizes.push([log.size, model.length]);
      }
      for (const [actual, expected] of sizes) expect(actual).toBe(expected);
      for (const [actual, expected] of dropped) expect(actual).toBe(expected);
      const living = model.filter((kept) => kept.number > after);
      expect(readAll(log, after)).toEqual(living.map((kept) => [kept.number, kept.entry.name]));
      const older = model.filter((kept) => kept.number < after).toReversed();
      expect(Array.from(log.readBefore(after), ([number]) => number)).toEqual(
        older.map((kept) => kept.number),
      );
    }),
    { numRuns: 100 },
  );
});
