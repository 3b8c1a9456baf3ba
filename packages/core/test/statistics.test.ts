import { describe, expect, test } from "vitest";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

describe("getStatistics", () => {
  test("is all zero in the beginning", () => {
    const { orchestrator } = createHarness();
    expect(orchestrator.getStatistics()).toEqual({
      registeredAgents: 0,
      agentTypes: 0,
      totalTasks: 0,
      tasksCompleted: 0,
      tasksFailed: 0,
      tasksCancelled: 0,
      tasksInProgress: 0,
      successRate: 0,
      capabilities: 0,
    });
  });

  test("says 89.36 with 42 of 47 finished tasks completed, whatever was cancelled", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("good", () => "done"));
    orchestrator.registerAgent(createScriptedAgent({ agentType: "slow", script: [hold()] }));
    for (let count = 0; count < 42; count++)
      await orchestrator.delegateTask({ agentType: "good", description: "x" });
    for (let count = 0; count < 5; count++)
      await orchestrator.delegateTask({ agentType: "missing", description: "x" });
    const cancelled = [1, 2, 3].map(() => orchestrator.startTask({ agentType: "slow", description: "x" }));
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 50, tasksInProgress: 3 });
    for (const handle of cancelled) await handle.cancel();
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 50,
      tasksCompleted: 42,
      tasksFailed: 5,
      tasksCancelled: 3,
      tasksInProgress: 0,
      successRate: 89.36,
    });
  });

  test.each([
    [1, 0, 100],
    [0, 1, 0],
    [2, 1, 66.67],
    [1, 2, 33.33],
  ])("with %d completed and %d failed has a success rate of %d", async (completed, failed, successRate) => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("good", () => "done"));
    for (let count = 0; count < completed; count++)
      await orchestrator.delegateTask({ agentType: "good", description: "x" });
    for (let count = 0; count < failed; count++)
      await orchestrator.delegateTask({ agentType: "missing", description: "x" });
    expect(orchestrator.getStatistics().successRate).toBe(successRate);
  });

  test("counts agents, distinct types and distinct capability names", () => {
    const { orchestrator } = createHarness();
    const add = (type: string, name: string, ...capabilities: string[]): unknown =>
      orchestrator.registerAgent(
        createAgent(type, () => 1, {
          name,
          capabilities: capabilities.map((each) => createCapability(each)),
        }),
      );
    add("a", "1", "search", "verify");
    add("a", "2", "search");
    add("b", "1", "plan");
    expect(orchestrator.getStatistics()).toMatchObject({
      registeredAgents: 3,
      agentTypes: 2,
      capabilities: 3,
    });
  });

  test("counts a retried task once, tasks in line as not in progress, and skipped steps as cancelled", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createScriptedAgent({ agentType: "flaky", script: [new Error("no"), "yes"] }));
    const slow = createScriptedAgent({ agentType: "slow", maxConcurrency: 1, script: [hold(), "second"] });
    orchestrator.registerAgent(slow);
    const flaky = orchestrator.delegateTask({
      agentType: "flaky",
      description: "x",
      retry: { attempts: 2, backoff: { initialMs: 50, jitter: 0 } },
    });
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 1, tasksInProgress: 1, tasksFailed: 0 });
    await runtime.advance(50);
    await flaky;
    const both = [1, 2].map(() => orchestrator.delegateTask({ agentType: "slow", description: "x" }));
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 3,
      tasksCompleted: 1,
      tasksInProgress: 1,
    });
    slow.release(0);
    await Promise.all(both);
    await orchestrator.executeSequential([
      { agentType: "missing", description: "x", strict: true },
      { agentType: "slow", description: "y" },
    ]);
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 5,
      tasksCompleted: 3,
      tasksFailed: 1,
      tasksCancelled: 1,
      tasksInProgress: 0,
      successRate: 75,
    });
  });
});

describe("getAgentStatus", () => {
  test("tells each agent's load and outcomes, the preferred first, and nothing of its code", async () => {
    const { orchestrator } = createHarness();
    const slow = createScriptedAgent({ agentType: "slow", script: [hold(), new Error("broken")] });
    orchestrator.registerAgent({ ...slow, maxConcurrency: 1 });
    orchestrator.registerAgent({ ...createAgent("good", () => "done"), priority: 9 });
    await orchestrator.delegateTask({ agentType: "good", description: "x" });
    const first = orchestrator.startTask({ agentType: "slow", description: "x" });
    const second = orchestrator.startTask({ agentType: "slow", description: "y" });
    await slow.called(1);
    expect(orchestrator.getAgentStatus()).toMatchObject([
      { agent: { agentType: "good", priority: 9 }, running: 0, waiting: 0, completed: 1, failed: 0 },
      { agent: { agentType: "slow" }, running: 1, waiting: 1, completed: 0, failed: 0 },
    ]);
    expect(orchestrator.getAgentStatus()[0].agent).not.toHaveProperty("executor");
    const before = orchestrator.getAgentStatus()[1];
    slow.release(0, "done");
    await Promise.all([first.settled, second.settled]);
    expect(orchestrator.getAgentStatus()[1]).toMatchObject({
      running: 0,
      waiting: 0,
      completed: 1,
      failed: 1,
    });
    expect(before).toMatchObject({ running: 1, completed: 0 });
  });
});
