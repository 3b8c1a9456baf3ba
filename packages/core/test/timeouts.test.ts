import { describe, expect, test } from "vitest";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, isSettledNow } from "./support/harness.ts";

const deaf = hold({ ignoresSignal: true });

describe("timeoutMs", () => {
  test("fails the task at the deadline when its executor returns at once", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    harness.orchestrator.registerAgent(agent);
    const settled = harness.orchestrator.delegateTask({ agentType: "a", description: "x", timeoutMs: 500 });
    await harness.runtime.advance(499);
    expect(await isSettledNow(settled, harness.runtime)).toBe(false);
    await harness.runtime.advance(1);
    expect(await settled).toMatchObject({ status: "failed", failure: { code: "timeout" }, finishedAt: 500 });
    expect((await settled).error).toContain("timeoutMs 500");
    expect(agent.calls[0].signal.aborted).toBe(true);
    expectNothingLeft(harness);
  });

  test("covers the time spent waiting for a slot", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold()] });
    harness.orchestrator.registerAgent(agent);
    const running = harness.orchestrator.delegateTask({ agentType: "a", description: "x" });
    const waiting = harness.orchestrator.delegateTask({ agentType: "a", description: "y", timeoutMs: 100 });
    await harness.runtime.advance(100);
    expect(await waiting).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      attempts: 0,
      finishedAt: 100,
    });
    agent.release(0, "done");
    expect(await running).toMatchObject({ status: "completed" });
    expect(agent.calls).toHaveLength(1);
    expectNothingLeft(harness);
  });

  test("covers retries and the waits between them", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [new Error("busy")] });
    harness.orchestrator.registerAgent(agent);
    const retry = { attempts: 10, backoff: { initialMs: 100, factor: 1, jitter: 0 } };
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      timeoutMs: 350,
      retry,
    });
    await harness.runtime.advance(5_000);
    expect(await settled).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      attempts: 4,
      finishedAt: 350,
    });
    expectNothingLeft(harness);
  });

  test("lets children be cancelled while the task is failed, and keeps finished ones", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "leaf", script: ["done", hold()] }));
    harness.orchestrator.registerAgent(
      createAgent("parent", async (_, { delegate }) => {
        await delegate({ agentType: "leaf", key: "one", description: "one" });
        await delegate({ agentType: "leaf", key: "two", description: "two" });
      }),
    );
    const { taskId, settled } = harness.orchestrator.startTask({
      agentType: "parent",
      description: "x",
      timeoutMs: 100,
    });
    await harness.runtime.advance(100);
    expect(await settled).toMatchObject({ status: "failed", failure: { code: "timeout" } });
    expect(harness.orchestrator.getTaskStatus(`${taskId}/one`)).toMatchObject({ status: "completed" });
    expect(harness.orchestrator.getTaskStatus(`${taskId}/two`)).toMatchObject({ status: "cancelled" });
    expectNothingLeft(harness);
  });

  test("refuses a result that comes within the grace period", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [deaf] });
    harness.orchestrator.registerAgent(agent);
    const settled = harness.orchestrator.delegateTask({ agentType: "a", description: "x", timeoutMs: 100 });
    await harness.runtime.advance(600);
    agent.release(0, "a little late");
    expect(await settled).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      result: undefined,
      finishedAt: 600,
    });
    expectNothingLeft(harness);
  });

  test("that never comes leaves no timer", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("a", async () => "done"));
    const spec = { agentType: "a", description: "x", timeoutMs: 100, attemptTimeoutMs: 50 };
    await Promise.all([1, 2, 3].map(() => harness.orchestrator.delegateTask(spec)));
    expectNothingLeft(harness);
  });
});

describe("attemptTimeoutMs", () => {
  test("bounds one attempt; the next one gets its own time", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold(), hold()] });
    harness.orchestrator.registerAgent(agent);
    const retry = { attempts: 2, backoff: { initialMs: 0 } };
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      attemptTimeoutMs: 100,
      retry,
    });
    await harness.runtime.advance(150);
    expect(agent.calls).toHaveLength(2);
    agent.release(1, "second");
    expect(await settled).toMatchObject({ status: "completed", result: "second", attempts: 2 });
    expectNothingLeft(harness);
  });

  test("does not count time in the line", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold(), hold()] });
    harness.orchestrator.registerAgent(agent);
    void harness.orchestrator.delegateTask({ agentType: "a", description: "x" });
    const second = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "y",
      attemptTimeoutMs: 100,
    });
    await harness.runtime.advance(1_000);
    agent.release(0);
    await harness.runtime.advance(99);
    agent.release(1, "in time");
    expect(await second).toMatchObject({ status: "completed" });
    expectNothingLeft(harness);
  });

  test("waits for the grace period before the next attempt when the executor ignores its signal", async () => {
    const harness = createHarness({ gracePeriodMs: 300 });
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 2, script: [deaf, "second"] });
    harness.orchestrator.registerAgent(agent);
    const retry = { attempts: 2, backoff: { initialMs: 0 } };
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      attemptTimeoutMs: 100,
      retry,
    });
    await harness.runtime.advance(399);
    expect(agent.calls).toHaveLength(1);
    await harness.runtime.advance(1);
    expect(await settled).toMatchObject({
      status: "completed",
      result: "second",
      attempts: 2,
      finishedAt: 400,
    });
    expectNothingLeft(harness);
  });

  test("does not let the next attempt wait longer than the executor needs to return", async () => {
    const harness = createHarness({ gracePeriodMs: 300 });
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [deaf, "second"] });
    harness.orchestrator.registerAgent(agent);
    const retry = { attempts: 2, backoff: { initialMs: 0 } };
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      attemptTimeoutMs: 100,
      retry,
    });
    await harness.runtime.advance(150);
    agent.release(0, "late");
    expect(await settled).toMatchObject({ status: "completed", result: "second", finishedAt: 150 });
    expectNothingLeft(harness);
  });
});
