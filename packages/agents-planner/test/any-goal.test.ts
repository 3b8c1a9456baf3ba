import { ErrorCode, OrchestrationError } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPlan } from "../src/format/format-plan.ts";
import type { Plan } from "../src/plan/plan.ts";
import { validatePlan } from "../src/plan/validate-plan.ts";
import { goalCases } from "./goals.ts";
import { planGoal } from "./plan-goal.ts";

/** Words that steer the parser, in any order: nearer to goals than random characters are. */
const word = fc.constantFrom(
  ..."build create research compare fix add migrate from to with without using in on for and or then , . ; the a our it them React Python API app plan tests __proto__ constructor under 5 USD by Friday before Christmas until 2026-12-24 Q3 vote only every night faster should be able users when crashes which we want either so ( ) : “ ” 2. - 1. ? ' \u001b[31m".split(
    " ",
  ),
);
const anyGoal = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(" ")),
  fc.array(word, { minLength: 2, maxLength: 40 }).map((words) => words.join("\n- ")),
  fc
    .tuple(
      fc.constantFrom(...goalCases.map(({ goal }) => goal)),
      fc.constantFrom(...goalCases.map(({ goal }) => goal)),
      word,
    )
    .map(([one, other, joint]) => `${one} ${joint} ${other}`),
);

/** The plan, or the one code with which a goal may be refused; everything else is thrown on. */
function planOrRefuse(goal: string): Plan | typeof ErrorCode.INVALID_INPUT {
  try {
    return planGoal(goal);
  } catch (error) {
    if (OrchestrationError.is(error) && error.code === ErrorCode.INVALID_INPUT) return error.code;
    throw error;
  }
}

test("any text is a valid plan or a typed error", () => {
  fc.assert(
    fc.property(anyGoal, (goal) => {
      const plan = planOrRefuse(goal);
      if (plan === ErrorCode.INVALID_INPUT) return;
      expect(validatePlan(plan)).toEqual([]);
      expect(formatPlan(plan)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    }),
    { numRuns: 1500 },
  );
});

test("any JSON is accepted as research", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (research) => {
      expect(validatePlan(planGoal("Build a REST API for invoices", { research }))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
