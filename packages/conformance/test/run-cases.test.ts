import { ErrorCode } from "@convoke/core";
import { expect, test } from "vitest";
import { engineCases, runCase, runCases, storeCases, type ConformanceCase } from "../src/index.ts";

interface Context {
  readonly subject: string[];
}

const cases: readonly ConformanceCase<Context>[] = [
  { name: "first", promise: "One.", run: async ({ subject }) => void subject.push("first") },
  { name: "second", promise: "Two.", run: async ({ subject }) => void subject.push("second") },
];

function collectTests(): {
  register: (name: string, run: () => Promise<void>) => void;
  names: string[];
  runs: (() => Promise<void>)[];
} {
  const names: string[] = [];
  const runs: (() => Promise<void>)[] = [];
  return {
    names,
    runs,
    register(name, run) {
      names.push(name);
      runs.push(run);
    },
  };
}

test("runCases registers one test a case, each with a subject of its own that is cleared away", async () => {
  const { register, names, runs } = collectTests();
  const subjects: string[][] = [];
  let teardowns = 0;
  runCases(register, cases, () => {
    const subject: string[] = [];
    subjects.push(subject);
    return { context: { subject }, teardown: () => void (teardowns += 1) };
  });
  expect(names).toEqual(["first", "second"]);
  for (const run of runs) await run();
  expect(subjects).toEqual([["first"], ["second"]]);
  expect(teardowns).toBe(2);
});

test("runCases skips by name, and says why where the runner can show it", () => {
  const { register, names } = collectTests();
  const skipped: string[] = [];
  const runner = Object.assign(register, { skip: (name: string) => void skipped.push(name) });
  runCases(runner, cases, () => ({ context: { subject: [] } }), { skip: { first: "not here" } });
  expect(names).toEqual(["second"]);
  expect(skipped).toEqual(["first (skipped: not here)"]);
});

test.each([
  ["a skip that names no case", { third: "reason" }, /no case "third"/],
  ["a skip that names an inherited property", { toString: "reason" }, /no case "toString"/],
  ["a skip without a reason", { first: " " }, /why "first" is skipped/],
])("runCases refuses %s", (_, skip, message) => {
  const register = (): void => {};
  const setup = (): { context: Context } => ({ context: { subject: [] } });
  expect(() => runCases(register, cases, setup, { skip })).toThrow(message);
  expect(() => runCases(register, cases, setup, { skip })).toThrow(
    expect.objectContaining({ code: ErrorCode.INVALID_ARGUMENT }),
  );
});

test("runCase clears away after a case that fails, and passes its error on", async () => {
  let teardowns = 0;
  const failing = { name: "bad", promise: "None.", run: () => Promise.reject(new Error("broken promise")) };
  const work = runCase(failing, () => ({ context: undefined, teardown: () => void (teardowns += 1) }));
  await expect(work).rejects.toThrow("broken promise");
  expect(teardowns).toBe(1);
});

test.each([
  ["storeCases", storeCases],
  ["engineCases", engineCases],
])("%s gives every case a name of its own and a promise", (_, table: readonly ConformanceCase<never>[]) => {
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
  for (const { promise } of table) expect(promise).toMatch(/\.$/);
});
