import type { AgentDescriptor } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import { createEstimateHistory } from "../estimates/create-estimate-history.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import { estimateSteps, type PlanEstimation } from "./estimate.ts";
import { type PlannerSetup, preparePlanning } from "./planning.ts";
import type { PlannerInput } from "../planner-input.ts";

const coder: AgentDescriptor = {
  agentType: "code",
  name: "Coder",
  description: "Codes",
  capabilities: [
    {
      name: "implement",
      description: "Codes",
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 100,
      costEstimate: 0.4,
    },
  ],
};

async function estimate(input: PlannerInput, others: Partial<PlannerSetup> = {}): Promise<PlanEstimation> {
  const planning = await preparePlanning(
    { methods: shippedMethods, estimates: {}, ...others },
    { findAgents: async () => [coder], runtime: createManualRuntime() },
  );
  return estimateSteps("Fix the bug that the export crashes", input, { previous: [] }, planning);
}

test("estimateSteps prices a plan anew, says on which basis, and where the plan differs", async () => {
  const history = createEstimateHistory(undefined, { weight: 1 });
  history.record({
    agentType: "code",
    expected: { seconds: 1, costUsd: 1 },
    actual: { seconds: 3, costUsd: 1 },
  });
  const plan = makePlan([
    { id: "a", estimatedTime: 150, costEstimate: 0.2, effort: 0.5 },
    { id: "b", agentType: "test", dependsOn: ["a"], estimatedTime: 7, costEstimate: 0.7 },
    { id: "c", agentType: "test" },
  ]);
  const given = { test: { seconds: 7, costUsd: 0.7 } };
  expect(await estimate({ plan }, { history, estimates: given })).toMatchObject({
    steps: [
      { id: "a", seconds: 150, costUsd: 0.2, basis: "registered", correction: { timeFactor: 3, samples: 1 } },
      { id: "b", seconds: 7, costUsd: 0.7, basis: "given" },
      { id: "c", seconds: 7, costUsd: 0.7, basis: "given", planned: { seconds: 1, costUsd: 0.01 } },
    ],
    seconds: 164,
    makespanSeconds: 157,
    costUsd: 1.6,
    criticalPath: ["a", "b"],
    missing: [{ agentType: "test", steps: ["b", "c"] }],
    limits: [],
  });
  const { steps } = await estimate({ plan }, { history, estimates: given });
  expect(steps.map((step) => "planned" in step)).toEqual([false, false, true]);
});

test("estimateSteps makes a plan for a goal, whose figures it confirms, and weighs the limits", async () => {
  const result = await estimate({
    task: "Build a REST API for invoices for at most 5 USD",
    constraints: { maxDurationMs: 1000 },
  });
  expect(result.steps.length).toBeGreaterThan(3);
  expect(result.steps.filter((step) => "planned" in step)).toEqual([]);
  expect(result.limits).toEqual([
    { limit: "maxCostUsd", allowed: 5, expected: result.costUsd, isKept: true },
    { limit: "maxDurationMs", allowed: 1000, expected: result.makespanSeconds * 1000, isKept: false },
  ]);
});

test("estimateSteps refuses a plan that is not valid", async () => {
  await expect(estimate({ plan: makePlan([{ id: "a", dependsOn: ["b"] }]) })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
