import { describe, expect, test } from "vitest";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import {
  countListeners,
  createAgent,
  createHarness,
  expectNothingLeft,
  isSettledNow,
} from "./support/harness.ts";

const deaf = hold({ ignoresSignal: true });

describe("cancelling a task", () => {
  test("by its handle settles it as cancelled, with the reason", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    harness.orchestrator.registerAgent(agent);
    const handle = harness.orchestrator.startTask({ agentType: "a", description: "x" });
    await handle.cancel("the user left");
    expect(await handle.settled).toMatchObject({
      status: "cancelled",
      error: "Cancelled: the user left",
      failure: { code: "cancelled" },
      finishedAt: 0,
    });
    expect(agent.calls[0].signal.reason).toMatchObject({ code: "cancelled" });
    expectNothingLeft(harness);
  });

  test("by an AbortSignal of the task or of the run leaves no listener on it", async () => {
    for (const place of ["task", "run"] as const) {
      const harness = createHarness();
      const controller = new AbortController();
      harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [hold()] }));
      const spec = {
        agentType: "a",
        description: "x",
        ...(place === "task" && { signal: controller.signal }),
      };
      const tasks = harness.orchestrator.executeParallel(
        [spec, spec, spec],
        place === "run" ? { signal: controller.signal } : {},
      );
      expect(countListeners(controller.signal)).toBe(place === "run" ? 1 : 3);
      controller.abort(new Error("enough"));
      for (const task of await tasks)
        expect(task).toMatchObject({ status: "cancelled", error: expect.stringContaining("enough") });
      expect(countListeners(controller.signal)).toBe(0);
      expectNothingLeft(harness);
    }
  });

  test("leaves no listener on the caller's signal when it was not needed", async () => {
    const harness = createHarness();
    const { signal } = new AbortController();
    harness.orchestrator.registerAgent(createAgent("a", async () => "done"));
    harness.orchestrator.registerAgent(
      createAgent("bad", () => {
        throw new Error("no");
      }),
    );
    for (const agentType of ["a", "bad", "missing"]) {
      await harness.orchestrator.delegateTask({ agentType, description: "x", signal });
      await harness.orchestrator.executeSequential([{ agentType, description: "x" }], { signal });
    }
    expect(countListeners(signal)).toBe(0);
  });

  test("by a signal that is aborted already: nothing runs, and it is recorded and counted", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: ["ran"] });
    harness.orchestrator.registerAgent(agent);
    const signal = AbortSignal.abort(new Error("too late"));
    const spec = { agentType: "a", description: "x", timeoutMs: 100, budget: { maxDurationMs: 100 } };
    expect(await harness.orchestrator.delegateTask({ ...spec, signal })).toMatchObject({
      status: "cancelled",
      attempts: 0,
    });
    expect(await harness.orchestrator.executeParallel([spec, spec], { signal })).toMatchObject([
      { status: "cancelled" },
      { status: "cancelled" },
    ]);
    expect(agent.calls).toHaveLength(0);
    expect(harness.orchestrator.getStatistics()).toMatchObject({ totalTasks: 3, tasksCancelled: 3 });
    expectNothingLeft(harness);
  });

  test("by orchestrator.cancel with the id of the run, of one of its tasks, or of a child", async () => {
    const harness = createHarness();
    const { orchestrator } = harness;
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold()] });
    orchestrator.registerAgent(leaf);
    orchestrator.registerAgent(
      createAgent(
        "parent",
        async (_, { delegate }) => (await delegate({ agentType: "leaf", key: "k", description: "x" })).status,
      ),
    );
    const run = orchestrator.executeParallel(
      [
        { agentType: "parent", description: "x" },
        { agentType: "leaf", description: "y" },
        { agentType: "leaf", description: "z" },
      ],
      { id: "r" },
    );
    expect(await orchestrator.cancel("r/0/k")).toBe(true);
    expect(await orchestrator.cancel("r/1")).toBe(true);
    expect(orchestrator.getTaskStatus("r/1")).toMatchObject({ status: "cancelled" });
    expect(await orchestrator.cancel("r", "closing time")).toBe(true);
    expect((await run).map(({ status, result, error }) => [status, result, error])).toEqual([
      ["completed", "cancelled", undefined],
      ["cancelled", undefined, "Cancelled: on request"],
      ["cancelled", undefined, "Cancelled: closing time"],
    ]);
    expect(await orchestrator.cancel("r")).toBe(false);
    expect(await orchestrator.cancel("r/0")).toBe(false);
    expect(await orchestrator.cancel("unknown")).toBe(false);
    expect(await orchestrator.cancel("unknown/0")).toBe(false);
    expectNothingLeft(harness);
  });

  test("twice at once resolves both calls when it has settled", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [deaf] }));
    const run = orchestrator.executeParallel([{ agentType: "a", description: "x" }], { id: "r" });
    const both = [orchestrator.cancel("r/0"), orchestrator.cancel("r/0")];
    await runtime.advance(1_000);
    expect((await run)[0].status).toBe("cancelled");
    expect(await isSettledNow(Promise.all(both), runtime)).toBe(true);
  });

  test("settles within the grace period when its executor ignores the signal", async () => {
    const harness = createHarness({ gracePeriodMs: 200 });
    const agent = createScriptedAgent({ agentType: "a", script: [deaf] });
    harness.orchestrator.registerAgent(agent);
    const handle = harness.orchestrator.startTask({ agentType: "a", description: "x" });
    const cancelled = handle.cancel();
    await harness.runtime.advance(199);
    expect(await isSettledNow(cancelled, harness.runtime)).toBe(false);
    await harness.runtime.advance(1);
    expect(await handle.settled).toMatchObject({ status: "cancelled", finishedAt: 200 });
    expectNothingLeft(harness);
  });

  test("refuses the result that its executor returns after all", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [deaf] });
    harness.orchestrator.registerAgent(agent);
    const handle = harness.orchestrator.startTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 3 },
      fallback: ["a"],
    });
    const cancelled = handle.cancel();
    agent.release(0, "finished anyway");
    await cancelled;
    expect(await handle.settled).toMatchObject({ status: "cancelled", result: undefined, attempts: 1 });
    expectNothingLeft(harness);
  });

  test("that waits in line, or for its next attempt, ends at once", async () => {
    const harness = createHarness();
    const { orchestrator } = harness;
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold()] });
    orchestrator.registerAgent(agent);
    orchestrator.registerAgent(createScriptedAgent({ agentType: "flaky", script: [new Error("busy")] }));
    const running = orchestrator.startTask({ agentType: "a", description: "x" });
    const waiting = orchestrator.startTask({ agentType: "a", description: "y", timeoutMs: 9_000 });
    const retrying = orchestrator.startTask({
      agentType: "flaky",
      description: "z",
      retry: { attempts: 9 },
      timeoutMs: 9_000,
    });
    await waiting.cancel();
    await retrying.cancel();
    expect(await waiting.settled).toMatchObject({ status: "cancelled", attempts: 0, finishedAt: 0 });
    expect(await retrying.settled).toMatchObject({ status: "cancelled", attempts: 1, finishedAt: 0 });
    agent.release(0, "done");
    expect(await running.settled).toMatchObject({ status: "completed" });
    expect(agent.calls).toHaveLength(1);
    expectNothingLeft(harness);
  });

  test("that has settled changes nothing", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    await handle.settled;
    await handle.cancel();
    expect(orchestrator.getTaskStatus(handle.taskId)).toMatchObject({ status: "completed", result: "done" });
    expect(orchestrator.getStatistics()).toMatchObject({ tasksCompleted: 1, tasksCancelled: 0 });
  });
});

describe("cancelling a run", () => {
  test("keeps finished siblings and records what was not started", async () => {
    const harness = createHarness();
    const { orchestrator } = harness;
    const agent = createScriptedAgent({ agentType: "a", script: ["first", hold(), "never"] });
    orchestrator.registerAgent(agent);
    const handle = orchestrator.startRun({
      strategy: "sequential",
      tasks: [1, 2, 3].map((step) => ({ agentType: "a", description: `step ${step}` })),
    });
    await agent.called(2);
    await handle.cancel("stop");
    expect((await handle.settled).map(({ status, result }) => [status, result])).toEqual([
      ["completed", "first"],
      ["cancelled", undefined],
      ["cancelled", undefined],
    ]);
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 3,
      tasksCompleted: 1,
      tasksCancelled: 2,
    });
    expectNothingLeft(harness);
  });

  test("does not touch other runs", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const one = orchestrator.startTask({ agentType: "a", description: "x" });
    const other = orchestrator.startTask({ agentType: "a", description: "y" });
    await one.cancel();
    agent.release(1, "untouched");
    expect(await other.settled).toMatchObject({ status: "completed", result: "untouched" });
  });
});

describe("close", () => {
  test("cancels what runs, closes every agent once, and refuses what comes after", async () => {
    const harness = createHarness({ gracePeriodMs: 100 });
    const { orchestrator, runtime } = harness;
    let closed = 0;
    const close = async (): Promise<void> => {
      closed += 1;
    };
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [deaf], close }));
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x", timeoutMs: 5_000 });
    const both = Promise.all([orchestrator.close(), orchestrator.close()]);
    await runtime.advance(100);
    await both;
    await orchestrator.close();
    expect(await settled).toMatchObject({ status: "cancelled", failure: { code: "closed" } });
    expect(closed).toBe(1);
    await expect(orchestrator.delegateTask({ agentType: "a", description: "y" })).rejects.toMatchObject({
      code: "closed",
    });
    expectNothingLeft(harness);
  });

  test("called twice ends both times only when everything has ended", async () => {
    const { orchestrator, runtime } = createHarness({ gracePeriodMs: 100 });
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [deaf] }));
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x" });
    void orchestrator.close();
    const second = orchestrator.close();
    expect(await isSettledNow(second, runtime)).toBe(false);
    await runtime.advance(100);
    expect((await settled).status).toBe("cancelled");
    await second;
  });

  test("closes the other agents when one of them cannot be closed, and says so", async () => {
    const { orchestrator } = createHarness();
    let closed = false;
    orchestrator.registerAgent(
      createAgent("bad", () => 1, { close: () => Promise.reject(new Error("stuck")) }),
    );
    orchestrator.registerAgent(
      createAgent("good", () => 1, {
        close: async () => {
          closed = true;
        },
      }),
    );
    await expect(orchestrator.close()).rejects.toThrow("stuck");
    expect(closed).toBe(true);
  });
});
