import { expect, test } from "vitest";
import { describeProblem, longestNote } from "./describe-problem.ts";

test("`describeProblem` says what is wrong and what to do, and is never longer than estimates count on", () => {
  expect(describeProblem("at /a: too long.")).toMatch(/at \/a: too long\.\nReply again/);
  const longest = describeProblem("x".repeat(10_000));
  expect(longest).toHaveLength(longestNote);
  expect(longest).toMatch(/nothing else\.$/);
});
