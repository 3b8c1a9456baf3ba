import { describe, expect, test } from "vitest";
import { planSchema } from "../src/plan/plan.ts";
import { planToTasks } from "../src/plan/plan-to-tasks.ts";
import { validatePlan } from "../src/plan/validate-plan.ts";
import { goalCases } from "./goals.ts";
import { planGoal } from "./plan-goal.ts";

/** Words that a goal and a step share by chance. */
const smallWord = /^(?:with|that|what|from|this|test|write|and|the|for)$/;

describe("the planner, on goals as people write them", () => {
  test.each(goalCases)("plans by $method: $goal", ({ goal, method, names }) => {
    const plan = planGoal(goal);
    expect(plan.method).toBe(method);
    expect(validatePlan(plan)).toEqual([]);
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(plan.steps.some((step) => step.description.includes(names))).toBe(true);
    expect(planToTasks(plan)).toHaveLength(plan.steps.length);
  });

  test.each(goalCases)("names something of the goal in every step: $goal", ({ goal }) => {
    const written = goal.toLowerCase();
    const strangers = planGoal(goal).steps.filter((step) => {
      const words =
        `${step.description} ${step.successCriterion}`.toLowerCase().match(/[\p{L}\p{N}.-]{3,}/gu) ?? [];
      return (
        !words.some((word) => written.includes(word) && !smallWord.test(word)) &&
        !step.description.includes(goal)
      );
    });
    expect(strangers).toEqual([]);
  });
});
