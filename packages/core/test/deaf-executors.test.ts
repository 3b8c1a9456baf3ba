import { describe, expect, test } from "vitest";
import { inProcessEngine } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, isSettledNow } from "./support/harness.ts";

const deaf = hold({ ignoresSignal: true });

describe("an executor that ignores its signal", () => {
  test("keeps its slot until it returns, and its late result is refused and reported", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const agent = createScriptedAgent({
      agentType: "a",
      name: "Deaf",
      maxConcurrency: 2,
      script: [deaf, hold(), "third"],
    });
    orchestrator.registerAgent(agent);
    const recorder = recordEvents(orchestrator);
    const first = orchestrator.startTask({ agentType: "a", description: "one", timeoutMs: 100 });
    const second = orchestrator.delegateTask({ agentType: "a", description: "two" });
    await runtime.advance(1_100);
    expect(await first.settled).toMatchObject({
      status: "failed",
      failure: { code: "timeout" },
      finishedAt: 1_100,
    });
    const third = orchestrator.delegateTask({ agentType: "a", description: "three" });
    expect(await isSettledNow(third, runtime)).toBe(false);
    expect(agent.calls).toHaveLength(2);

    expect(recorder.types()).not.toContain("late-result-refused");
    agent.release(0, "much too late");
    expect(await third).toMatchObject({ status: "completed", result: "third" });
    expect(await recorder.waitFor((event) => event.type === "late-result-refused")).toMatchObject({
      runId: first.taskId,
      taskId: first.taskId,
      agentName: "Deaf",
    });
    expect(orchestrator.getTaskStatus(first.taskId)).toMatchObject({ status: "failed", result: undefined });
    agent.release(1);
    await second;
    expectNothingLeft(harness);
  });

  test("with all slots of its agent makes it unavailable: new and waiting tasks fail at once instead of waiting", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [deaf, "again"] });
    orchestrator.registerAgent(agent);
    const first = orchestrator.delegateTask({ agentType: "a", description: "one", timeoutMs: 100 });
    const waiting = orchestrator.delegateTask({ agentType: "a", description: "two" });
    await runtime.advance(1_100);
    expect(await first).toMatchObject({ failure: { code: "timeout" } });
    expect(await waiting).toMatchObject({
      status: "failed",
      failure: { code: "agent_unavailable" },
      finishedAt: 1_100,
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "three" })).toMatchObject({
      failure: { code: "agent_unavailable" },
    });
    agent.release(0);
    await runtime.advance(0);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "four" })).toMatchObject({
      result: "again",
    });
    expectNothingLeft(harness);
  });

  test("lets waiting tasks go to another agent of the type, or to their fallback", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", name: "Deaf", priority: 9, maxConcurrency: 1, script: [deaf] }),
    );
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", name: "Other", script: ["other"] }));
    orchestrator.registerAgent(createScriptedAgent({ agentType: "b", script: ["b"] }));
    const first = orchestrator.delegateTask({ agentType: "a", description: "one", timeoutMs: 100 });
    const toOther = orchestrator.delegateTask({ agentType: "a", description: "two" });
    const toFallback = orchestrator.delegateTask({
      agentType: "a",
      agentName: "Deaf",
      description: "three",
      fallback: ["b"],
    });
    await runtime.advance(1_100);
    await first;
    expect(await toOther).toMatchObject({ status: "completed", agentName: "Other" });
    expect(await toFallback).toMatchObject({ status: "completed", agentType: "b" });
    expectNothingLeft(harness);
  });

  test("gives its own task's next attempt to another agent of the type, as that agent's first", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const other = createScriptedAgent({ agentType: "a", name: "Other", script: ["other"] });
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", name: "Deaf", priority: 9, maxConcurrency: 1, script: [deaf] }),
    );
    orchestrator.registerAgent(other);
    const retry = { attempts: 2, backoff: { initialMs: 0 } };
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      attemptTimeoutMs: 100,
      retry,
    });
    await runtime.advance(1_100);
    expect(await settled).toMatchObject({ status: "completed", agentName: "Other", attempts: 2 });
    expect(other.calls.map(({ attempt }) => attempt)).toEqual([1]);
    expectNothingLeft(harness);
  });

  test("does not hold back an attempt that comes back from a child and finds every slot given up", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const child = createScriptedAgent({ agentType: "child", script: [hold()] });
    let calls = 0;
    const never = new Promise(() => undefined);
    orchestrator.registerAgent(child);
    orchestrator.registerAgent(
      createAgent(
        "a",
        (_, { delegate }) => {
          calls += 1;
          return calls === 1
            ? delegate({ agentType: "child", description: "x" }).then(({ result }) => result)
            : never;
        },
        { maxConcurrency: 1 },
      ),
    );
    const parent = orchestrator.delegateTask({ agentType: "a", description: "delegates" });
    const deafOne = orchestrator.delegateTask({
      agentType: "a",
      description: "ignores its signal",
      timeoutMs: 100,
    });
    await runtime.advance(1_100);
    expect(await deafOne).toMatchObject({ status: "failed" });
    child.release(0, "from the child");
    expect(await isSettledNow(parent, runtime)).toBe(true);
    expect(await parent).toMatchObject({ status: "completed", result: "from the child" });
    expectNothingLeft(harness);
  });

  test("with every slot of the engine makes all agents unavailable until it returns", async () => {
    const harness = createHarness({ engine: inProcessEngine({ concurrency: 1 }) });
    const { orchestrator, runtime } = harness;
    const agent = createScriptedAgent({ agentType: "a", script: [deaf] });
    orchestrator.registerAgent(agent);
    orchestrator.registerAgent(createScriptedAgent({ agentType: "b", script: ["b"] }));
    const first = orchestrator.delegateTask({ agentType: "a", description: "one", timeoutMs: 100 });
    const waiting = orchestrator.delegateTask({ agentType: "b", description: "two" });
    await runtime.advance(1_100);
    expect(await first).toMatchObject({ failure: { code: "timeout" } });
    expect(await waiting).toMatchObject({ failure: { code: "agent_unavailable" } });
    agent.release(0);
    await runtime.advance(0);
    expect(await orchestrator.delegateTask({ agentType: "b", description: "three" })).toMatchObject({
      result: "b",
    });
    expectNothingLeft(harness);
  });

  test("may fail late: that is refused too, and frees the slot", async () => {
    const harness = createHarness({ gracePeriodMs: 0 });
    const { orchestrator, runtime } = harness;
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [deaf, "fine"] });
    orchestrator.registerAgent(agent);
    const recorder = recordEvents(orchestrator);
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    const cancelled = handle.cancel();
    await runtime.advance(0);
    await cancelled;
    agent.release(0, new Error("late failure"));
    await recorder.waitFor((event) => event.type === "late-result-refused");
    expect(await handle.settled).toMatchObject({ status: "cancelled" });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "y" })).toMatchObject({
      result: "fine",
    });
    expectNothingLeft(harness);
  });

  test("is a candidate again once it has returned, although another agent is still deaf", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const [back, gone] = ["back", "gone"].map((agentType) =>
      createScriptedAgent({ agentType, maxConcurrency: 1, script: [deaf, "again"] }),
    );
    const tasks = [back, gone].map((agent) => {
      orchestrator.registerAgent(agent);
      return orchestrator.delegateTask({ agentType: agent.agentType, description: "x", timeoutMs: 100 });
    });
    await runtime.advance(1_100);
    await Promise.all(tasks);
    back.release(0);
    await runtime.advance(0);
    const again = await orchestrator.executeParallel([
      { agentType: "back", description: "y" },
      { agentType: "gone", description: "y" },
    ]);
    expect(again.map(({ result, failure }) => result ?? failure?.code)).toEqual([
      "again",
      "agent_unavailable",
    ]);
    expectNothingLeft(harness);
  });
});
