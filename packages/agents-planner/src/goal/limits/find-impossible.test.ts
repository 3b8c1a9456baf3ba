import { ErrorCode, OrchestrationError } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../../test/plan-goal.ts";
import { refinePlan } from "../../tools/refine-plan.ts";
import { findImpossible } from "./find-impossible.ts";

function catchError(act: () => unknown): OrchestrationError {
  try {
    act();
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const impossible: readonly (readonly [limit: string, named: string])[] = [
  ["under -5 USD", "“under -5 USD” is less than nothing"],
  ["below −$5", "“below −$5” is less than nothing"],
  ["within -3 days", "“within -3 days” is less than nothing"],
  ["within 1e300 years", "“within 1e300 years” is more than can be counted"],
  ["within 999999999 years", "“within 999999999 years” is more than can be counted"],
  ["under 1e309 USD", "“under 1e309 USD” is more than can be counted"],
  ["by February 31st", "“February 31st” is no day of any calendar"],
  ["by the 31st of June", "“31st of June” is no day of any calendar"],
  ["before 30 February 2027", "“30 February 2027” is no day of any calendar"],
  ["by February 29, 2027", "“February 29, 2027” is no day of any calendar"],
  ["by 2026-02-30", "“2026-02-30” is no day of any calendar"],
  ["until 2026-13-01", "“2026-13-01” is no day of any calendar"],
  ["by the year 999999999", "“year 999999999” is no day of any calendar"],
  ["for at least 10 USD and at most 5 USD", "“at least 10 USD” and “at most 5 USD” exclude each other"],
  ["for at most $5 and at least $10", "“at least $10” and “at most $5” exclude each other"],
  [
    "within at least 2 weeks but at most 3 days",
    "“at least 2 weeks” and “at most 3 days” exclude each other",
  ],
];

describe("findImpossible", () => {
  const plan = planGoal("Build a shop");

  test.each(impossible)("has a goal, a condition and a change refused that say “%s”", (limit, named) => {
    for (const act of [
      () => planGoal(`Build a shop ${limit}`),
      () => planGoal("Build a shop", { constraints: limit }),
      () => refinePlan("", { plan, task: limit }, planning),
      () => refinePlan("", { plan, task: `add search ${limit}` }, planning),
    ]) {
      const error = catchError(act);
      expect(error.code).toBe(ErrorCode.INVALID_INPUT);
      expect(error.message).toContain(named);
    }
  });

  test.each([
    "Alert me when the balance is below -5 USD",
    "List the transactions under -100 EUR",
    "Fix the bug where invoices due by 2026-02-30 crash",
    "Test that the form rejects dates before February 31st",
    "Build a shop by February 29",
    "Build a shop by February 29th, 2028",
    "Build a shop by March 2027",
    "Build a shop by 2026-12-24",
    "Register 500 users by April 50 at a time",
    "Find hotels for at least 50 USD and at most 100 USD",
    "Plan a trip of at least 5 days for at most 300 USD",
    "Build a shop under 1e3 USD within 2 years",
    "Research the trade routes before the year 1000",
  ])("finds nothing in “%s”", (goal) => {
    expect(planning.goals.read(goal)).not.toHaveProperty("impossible");
  });

  test("reads amounts in powers of ten, and years", () => {
    const { object, limits } = planning.goals.read("Build a shop under 1e3 USD within 2 years");
    expect([object, limits]).toEqual(["shop", { maxCostUsd: 1_000, maxDurationMs: 2 * 31_536_000_000 }]);
  });

  test("ends for any text", () => {
    const words = fc.constantFrom(
      ..."by before within under at least most - 5 31 USD days February year the 2026-02-30".split(" "),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => {
        expect(findImpossible(list.join(" ")).length).toBeLessThan(50);
      }),
    );
    for (const part of ["under -", "at least 1 USD ", "by February ", "1,", "by 5 "])
      expect(findImpossible(part.repeat(10_000 / part.length))).toEqual([]);
  });
});
