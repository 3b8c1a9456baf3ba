import { expect, test } from "vitest";
import { createSeenNumbers } from "./seen-numbers.ts";

test("createSeenNumbers knows each number once, in whichever order they come", () => {
  const seen = createSeenNumbers();
  expect([1, 3, 3, 2, 1, 4, 2, 6].map((number) => seen.add(number))).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
  expect([0, 4, 5, 6, 7].map((number) => seen.has(number))).toEqual([true, true, false, true, false]);
});
