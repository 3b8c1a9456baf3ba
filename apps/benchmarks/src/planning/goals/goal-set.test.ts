import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readGoalSet } from "./goal-set.ts";

const folder = mkdtempSync(join(tmpdir(), "convoke-goals-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("`readGoalSet` reads the set that is shipped: a hundred goals in each half, none twice", () => {
  const { knowingTheMethods, withoutKnowing } = readGoalSet();
  expect([knowingTheMethods.length, withoutKnowing.length]).toEqual([100, 100]);
  expect(new Set([...knowingTheMethods, ...withoutKnowing]).size).toBe(200);
});

test.each([
  [{ knowingTheMethods: ["a"] }, 'has no "withoutKnowing", a list of goals'],
  [{ knowingTheMethods: [], withoutKnowing: ["a"] }, 'has no "knowingTheMethods"'],
  [{ knowingTheMethods: ["a", " "], withoutKnowing: ["a"] }, 'has no "knowingTheMethods"'],
  [{ knowingTheMethods: ["a"], withoutKnowing: ["b", "b"] }, '"withoutKnowing" holds a goal twice'],
  [null, 'has no "knowingTheMethods"'],
])("`readGoalSet` refuses %j", (data, message) => {
  const path = join(folder, "goals.json");
  writeFileSync(path, JSON.stringify(data));
  expect(() => readGoalSet(path)).toThrow(message);
});
