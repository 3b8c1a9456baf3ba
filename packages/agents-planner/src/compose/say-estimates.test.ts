import { type AgentDescriptor, systemRuntime } from "@convoke/core";
import { expect, test } from "vitest";
import { shippedMethods } from "../methods/shipped-methods.ts";
import { createPlan } from "../tools/create-plan.ts";
import { preparePlanning } from "../tools/planning.ts";

const announcing = (agentType: string): AgentDescriptor => ({
  agentType,
  name: `The ${agentType}`,
  description: agentType,
  capabilities: [
    {
      name: agentType,
      description: agentType,
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 5,
      costEstimate: 0.01,
    },
  ],
});

async function listAssumptions(types: readonly string[]): Promise<readonly string[]> {
  const agents = types.map(announcing);
  const planning = await preparePlanning(
    { methods: shippedMethods, estimates: {} },
    { findAgents: async () => agents, runtime: systemRuntime },
  );
  return createPlan("Build a REST API for invoices", undefined, { previous: [] }, planning).assumptions;
}

test("composePlan names those whose times and costs are typical values, when others announce theirs", async () => {
  const assumptions = await listAssumptions(["planner", "knowledge"]);
  expect(assumptions).toContain(
    "Times and costs of code, test, review and debug are typical values, because nobody who announces them is registered.",
  );
  expect(assumptions.join()).not.toContain("for each kind of agent");
});

test("composePlan says that all figures are typical, or nothing where all are announced", async () => {
  expect(await listAssumptions([])).toContain(
    "Times and costs are typical values for each kind of agent, not measurements.",
  );
  const all = await listAssumptions(["planner", "knowledge", "code", "test", "review", "debug"]);
  expect(all.join()).not.toContain("typical");
});
