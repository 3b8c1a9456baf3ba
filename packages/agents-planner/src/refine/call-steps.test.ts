import { OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { refinePlan } from "../tools/refine-plan.ts";

const refine = (plan: Plan, task: string): Plan => refinePlan("refine", { plan, task }, planning);

describe("refinePlan, where steps are called by their ids", () => {
  const step = (id: string): PlanStep => ({
    id,
    agentType: "code",
    description: `Do the work ${id}`,
    input: {},
    dependsOn: [],
    estimatedTime: 1,
    costEstimate: 0,
    produces: [id],
    consumes: [],
    successCriterion: "it is done",
  });
  const steps = ["a", "b", "the-end", "search"].map(step);
  const plan: Plan = {
    ...planGoal("Build a REST API for invoices"),
    goal: "Build a shop",
    limits: {},
    given: [],
    steps,
    estimate: estimatePlan(steps),
  };

  test.each([
    ["remove step a", ["b", "the-end", "search"]],
    ["remove a and b", ["the-end", "search"]],
    ["remove step a and step b", ["the-end", "search"]],
    ["remove steps a, b and search", ["the-end"]],
    ["drop “a”", ["b", "the-end", "search"]],
    ["leave out the step 'the-end', please", ["a", "b", "search"]],
  ])("understands “%s”", (task, left) => {
    expect(refine(plan, task).steps.map(({ id }) => id)).toEqual(left);
  });

  test("lists the steps as they were given when one of the names fits none", () => {
    let message = "";
    try {
      refine(plan, "remove b and step c");
    } catch (error) {
      message = OrchestrationError.is(error) ? error.message : "";
    }
    expect(message).toContain("“step c” fits");
    for (const { id } of steps) expect(message).toContain(`“${id}” (`);
  });
});
