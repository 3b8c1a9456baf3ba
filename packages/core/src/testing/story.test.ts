import { describe, expect, test } from "vitest";
import { memoryStore, Orchestrator } from "../index.ts";
import { createManualRuntime, createScriptedAgent, hold, recordEvents } from "./index.ts";

describe("the testing kit and an orchestrator", () => {
  test("play a retry through without waiting", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    const agent = createScriptedAgent({ agentType: "code", script: [new Error("busy"), "done"] });
    orchestrator.registerAgent(agent);
    const recorder = recordEvents(orchestrator);
    const settled = orchestrator.delegateTask({
      agentType: "code",
      description: "write it",
      retry: { attempts: 2, backoff: { initialMs: 20_000, jitter: 0 } },
    });
    await agent.called(1);
    await runtime.advance(19_999);
    expect(agent.calls).toHaveLength(1);
    await runtime.advance(1);
    expect(await settled).toMatchObject({
      status: "completed",
      result: "done",
      attempts: 2,
      finishedAt: 20_000,
    });
    expect(agent.calls.map((call) => call.attempt)).toEqual([1, 2]);
    const failed = await recorder.waitFor((event) => event.type === "attempt-failed");
    expect(failed).toMatchObject({ sequel: "retry", delayMs: 20_000, failure: { message: "busy" } });
    expect(recorder.types().at(-1)).toBe("run-settled");
    recorder.stop();
    expect(runtime.pendingTimers).toBe(0);
    await orchestrator.close();
  });

  test("show that a deaf executor is given up after the grace period", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime, gracePeriodMs: 1_000 });
    const agent = createScriptedAgent({ agentType: "code", script: [hold({ ignoresSignal: true })] });
    orchestrator.registerAgent(agent);
    const settled = orchestrator.delegateTask({
      agentType: "code",
      description: "never ends",
      timeoutMs: 5_000,
    });
    await agent.called(1);
    await runtime.advance(6_000);
    expect(await settled).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      finishedAt: 6_000,
    });
    agent.release(0, "too late");
    await runtime.advance(0);
    expect(runtime.pendingTimers).toBe(0);
    await orchestrator.close();
  });

  test("let a second orchestrator go on where a lost one stopped", async () => {
    const runtime = createManualRuntime();
    const store = memoryStore({ runtime });
    const tasks = ["first", "second", "third"].map((description) => ({ agentType: "code", description }));
    const lost = createScriptedAgent({ agentType: "code", script: ["one", hold()] });
    // Its own clock never moves on: it renews no lease, as if its process had died.
    const dead = new Orchestrator({
      store,
      leaseMs: 30_000,
      agents: { code: lost },
      runtime: createManualRuntime(),
    });
    void dead.executeSequential(tasks);
    await lost.called(2);
    await runtime.advance(30_000);

    const survivor = createScriptedAgent({ agentType: "code", script: ["two", "three"] });
    const orchestrator = new Orchestrator({ store, agents: { code: survivor }, runtime });
    const recorder = recordEvents(orchestrator);
    expect(await orchestrator.resume()).toHaveLength(1);
    await recorder.waitFor((event) => event.type === "run-settled");
    const { items } = await store.query({ kind: "tasks" });
    expect(items.map((item) => "task" in item && item.task.result)).toEqual(["one", "two", "three"]);
    expect(survivor.calls.map((call) => call.task.description)).toEqual(["second", "third"]);
    expect(survivor.calls[0].idempotencyKey).toBe(lost.calls[1].idempotencyKey);
    await orchestrator.close();
  });
});
