import { describe, expect, test } from "vitest";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

describe("budgets", () => {
  test("do not count a task that was cancelled before it started", async () => {
    const { orchestrator } = createHarness({ budget: { maxTasks: 2 } });
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold(), "second"] });
    orchestrator.registerAgent(agent);
    const first = orchestrator.startTask({ agentType: "a", description: "first" });
    const waiting = orchestrator.startTask({ agentType: "a", description: "waiting" });
    await waiting.cancel();
    agent.release(0, "first");
    expect(await first.settled).toMatchObject({ status: "completed" });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "completed",
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      failure: { code: "budget_exceeded" },
    });
  });

  test("take an infinite limit for none", async () => {
    const { orchestrator } = createHarness({ budget: { maxCostUsd: Infinity, maxTokens: Infinity } });
    orchestrator.registerAgent(createAgent("a", () => 1));
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "completed",
    });
  });

  test("charge an agent once when it is refused as its own fallback", async () => {
    const { orchestrator } = createHarness();
    const fail = (): never => {
      throw new Error("no luck");
    };
    const capabilities = [createCapability("c", { costEstimate: 1 })];
    orchestrator.registerAgent(createAgent("a", fail, { capabilities }));
    const spec = { agentType: "a", description: "x", fallback: ["a"] };
    const [task] = await orchestrator.executeParallel([spec], { budget: { maxCostUsd: 1.5 } });
    expect(task).toMatchObject({ status: "failed", attempts: 1, spend: { costUsd: 1 } });
  });
});
