import { ErrorCode, OrchestrationError } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import type { Plan } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { refinePlan } from "./refine-plan.ts";

const plans = [
  "Build a REST API for invoices with authentication under 5 USD",
  "Build a web shop with React, with search and reviews",
  "Write a command-line tool in Python that converts CSV to JSON",
  "Prepare a talk about bees",
].map((goal) => planGoal(goal));

/** What comes of a change; errors that have no code are thrown on. */
function refine(plan: Plan, task: string): { result?: Plan; code?: string } {
  try {
    return { result: refinePlan("refine", { plan, task }, planning) };
  } catch (error) {
    if (OrchestrationError.is(error)) return { code: error.code };
    throw error;
  }
}

const words = fc.constantFrom(
  ..."add drop without with use instead of and , but also the review test search React Vue Go in under 3 USD by Friday deploy it to AWS replace by every plan from first then . ; dark mode no not".split(
    " ",
  ),
);
const change = fc.oneof(
  fc.array(words, { maxLength: 12 }).map((list) => list.join(" ")),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary", maxLength: 400 }),
);

test("refinePlan gives a valid plan or a typed error, whatever the change", () => {
  fc.assert(
    fc.property(fc.constantFrom(...plans), change, (plan, task) => {
      const { result, code } = refine(plan, task);
      expect([undefined, ErrorCode.INVALID_INPUT]).toContain(code);
      if (result === undefined) return;
      expect(validatePlan(result)).toEqual([]);
      expect(result.assumptions.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
