import type { AgentDescriptor } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { createEstimateHistory } from "./create-estimate-history.ts";
import { createEstimator } from "./estimator.ts";

function agent(
  agentType: string,
  name: string,
  capabilities: Readonly<Record<string, readonly [seconds: number, costUsd?: number]>>,
  priority?: number,
): AgentDescriptor {
  return {
    agentType,
    name,
    description: name,
    capabilities: Object.entries(capabilities).map(([capability, [estimatedTime, costEstimate]]) => ({
      name: capability,
      description: capability,
      inputTypes: [],
      outputTypes: [],
      estimatedTime,
      ...(costEstimate !== undefined && { costEstimate }),
    })),
    ...(priority !== undefined && { priority }),
  };
}

const coder = agent("code", "Coder", { implement: [100, 0.5], explain: [5, 0.01] });

describe("createEstimator", () => {
  test("prefers given figures to announced ones, and those to typical ones", () => {
    const table = { code: { seconds: 7, costUsd: 0.7 } };
    expect(createEstimator({ table, agents: [coder] }).price({ agentType: "code" })).toEqual({
      seconds: 7,
      costUsd: 0.7,
      basis: "given",
    });
    // also for a step by capability alone, which an agent of that type would do
    expect(createEstimator({ table, agents: [coder] }).price({ capability: "implement" }).basis).toBe(
      "given",
    );
    expect(createEstimator({ agents: [coder] }).price({ agentType: "code" })).toEqual({
      seconds: 100,
      costUsd: 0.5,
      basis: "registered",
    });
    expect(createEstimator({}).price({ agentType: "code" })).toEqual({
      seconds: 90,
      costUsd: 0.15,
      basis: "typical",
    });
  });

  test("counts a step by type as the capability that its input's type names, else as the greatest", () => {
    const { price } = createEstimator({ agents: [coder] });
    expect(price({ agentType: "code", input: { type: "explain" } }).seconds).toBe(5);
    expect(price({ agentType: "code", input: { type: "paint" } }).seconds).toBe(100);
    expect(price({ agentType: "code", input: "explain" }).seconds).toBe(100);
    expect(price({ agentType: "code", capability: "explain" }).seconds).toBe(5);
    expect(price({ capability: "explain" })).toMatchObject({ seconds: 5, basis: "registered" });
  });

  test("asks the agent of the highest priority, of equals the dearest, and by name that one", () => {
    const agents = [
      agent("code", "Cheap", { implement: [10, 0.1] }),
      agent("code", "Dear", { implement: [20, 0.9] }),
      agent("code", "First", { implement: [30, 0.2] }, 9),
    ];
    expect(createEstimator({ agents }).price({ agentType: "code" }).seconds).toBe(30);
    expect(createEstimator({ agents: agents.slice(0, 2) }).price({ agentType: "code" }).seconds).toBe(20);
    expect(createEstimator({ agents }).price({ agentType: "code", agentName: "Cheap" }).seconds).toBe(10);
  });

  test("takes the typical cost of an agent that announces none, but its time", () => {
    const agents = [agent("code", "Silent", { implement: [10], explain: [5, 0.01] })];
    expect(createEstimator({ agents }).price({ agentType: "code" })).toEqual({
      seconds: 10,
      costUsd: 0.15,
      basis: "registered",
    });
  });

  test("multiplies by the effort, and corrects by what the history has learnt", () => {
    const history = createEstimateHistory(undefined, { weight: 1 });
    const expected = { seconds: 100, costUsd: 0.5 };
    history.record({
      agentType: "code",
      capability: "implement",
      expected,
      actual: { seconds: 180, costUsd: 0.25 },
    });
    const { price } = createEstimator({ agents: [coder], history });
    const priced = price({ agentType: "code", capability: "implement", effort: 2 });
    expect(priced).toMatchObject({ seconds: 360, costUsd: 0.5, correction: { timeFactor: 1.8, samples: 1 } });
    // a step by capability alone: the type that would be chosen, else whoever it was
    expect(price({ capability: "implement" }).seconds).toBe(180);
    const other = agent("review", "Other", { implement: [10, 0] });
    expect(createEstimator({ agents: [other], history }).price({ capability: "implement" }).seconds).toBe(18);
    expect(price({ agentType: "test", capability: "implement" })).not.toHaveProperty("correction");
  });

  test("takes a step's own figures, and corrects them like all others", () => {
    const history = createEstimateHistory(undefined, { weight: 1 });
    history.record({
      agentType: "code",
      expected: { seconds: 1, costUsd: 1 },
      actual: { seconds: 2, costUsd: 1 },
    });
    const { price } = createEstimator({ history });
    expect(price({ agentType: "code", effort: 9, given: { seconds: 5, costUsd: 3 } })).toMatchObject({
      seconds: 10,
      costUsd: 3,
      basis: "given",
    });
    expect(price({ agentType: "code", given: { costUsd: 3 } })).toMatchObject({
      seconds: 180,
      costUsd: 3,
      basis: "typical",
    });
  });

  test("puts the measured average where nothing was expected", () => {
    const history = createEstimateHistory(undefined, { weight: 1 });
    history.record({
      agentType: "free",
      capability: "act",
      expected: { seconds: 0, costUsd: 0 },
      actual: { seconds: 3, costUsd: 0.2 },
    });
    const agents = [agent("free", "Free", { act: [0, 0] })];
    expect(
      createEstimator({ agents, history }).price({ agentType: "free", capability: "act" }),
    ).toMatchObject({
      seconds: 3,
      costUsd: 0.2,
    });
  });
});
