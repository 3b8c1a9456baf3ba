import { describe, expect, test } from "vitest";
import { goalCases } from "../../test/goals.ts";
import { planGoal, planning } from "../../test/plan-goal.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { shippedMethods } from "./shipped-methods.ts";

const told = goalCases.filter(({ steps }) => steps.length > 0);

describe("shippedMethods", () => {
  test.each(told)("take the steps that tell them apart: $goal", ({ goal, steps }) => {
    const plan = planGoal(goal);
    expect(plan.steps.map((step) => step.description)).toEqual(expect.arrayContaining([...steps]));
  });

  test.each(goalCases)("let nothing wait for an optional step: $goal", ({ goal }) => {
    const { steps } = planGoal(goal);
    const optional = new Set(steps.filter((step) => step.optional === true).map((step) => step.id));
    const waiting = steps.filter(
      (step) => step.optional !== true && step.dependsOn.some((id) => optional.has(id)),
    );
    expect(waiting).toEqual([]);
  });

  test.each(goalCases)("make plans that stand without their optional steps: $goal", ({ goal }) => {
    const plan = planGoal(goal);
    const steps = plan.steps.filter((step) => step.optional !== true);
    const problems = validatePlan({ ...plan, steps }).filter(({ code }) => code !== "wrong-estimate");
    expect(problems).toEqual([]);
  });

  test("are each used for at least two goals of the table", () => {
    const uses = new Map<string, number>();
    for (const { goal } of goalCases) {
      const { method, madeBy } = planning.library.expand(planning.goals.read(goal));
      for (const name of new Set([method, ...madeBy.values()])) uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    expect(shippedMethods.map(({ name }) => name).filter((name) => (uses.get(name) ?? 0) < 2)).toEqual([]);
  });
});
