import { describe, expect, test } from "vitest";
import { ErrorCode, OrchestrationError } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft } from "./support/harness.ts";

const at = { initialMs: 100, jitter: 0 };

describe("retry", () => {
  test("counts the first attempt, and stops when the attempts are used up", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({
      agentType: "a",
      script: [new Error("one"), new Error("two"), new Error("three"), "four"],
    });
    harness.orchestrator.registerAgent(agent);
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 3, backoff: at },
    });
    await harness.runtime.advance(10_000);
    expect(await settled).toMatchObject({ status: "failed", error: "three", attempts: 3 });
    expect(agent.calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expectNothingLeft(harness);
  });

  test("without it there is one attempt", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [new Error("one"), "two"] });
    orchestrator.registerAgent(agent);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "failed",
      error: "one",
    });
  });

  test("gives every attempt the same idempotency key and a signal of its own", async () => {
    const { orchestrator, runtime } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [new Error("one"), "two"] });
    orchestrator.registerAgent(agent);
    const { taskId, settled } = orchestrator.startTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 2, backoff: at },
    });
    await runtime.advance(100);
    await settled;
    expect(agent.calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual([taskId, taskId]);
    expect(agent.calls[0].signal).not.toBe(agent.calls[1].signal);
  });

  test.each([
    ["doubles by default from 200 ms", { jitter: 0 }, [200, 600, 1_400]],
    ["grows by its factor", { initialMs: 10, factor: 3, jitter: 0 }, [10, 40, 130]],
    ["stops growing at its maximum", { initialMs: 100, factor: 10, maxMs: 150, jitter: 0 }, [100, 250, 400]],
    ["of 0 tries again at once", { initialMs: 0 }, [0, 0, 0]],
  ])("backoff %s", async (_, backoff, starts) => {
    const { orchestrator, runtime } = createHarness();
    const times: number[] = [];
    orchestrator.registerAgent(
      createAgent("a", () => {
        times.push(runtime.now());
        throw new Error("busy");
      }),
    );
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 4, backoff },
    });
    await runtime.advance(5_000);
    await settled;
    expect(times).toEqual([0, ...starts]);
  });

  test("jitter takes a share of the delay away, never more, and follows the injected chance", async () => {
    const delays = new Set<number>();
    for (let seed = 1; seed <= 30; seed++) {
      const { orchestrator, runtime } = createHarness({}, seed);
      const agent = createScriptedAgent({ agentType: "a", script: [new Error("busy"), "done"] });
      orchestrator.registerAgent(agent);
      const backoff = { initialMs: 1_000, jitter: 0.4 };
      const settled = orchestrator.delegateTask({
        agentType: "a",
        description: "x",
        retry: { attempts: 2, backoff },
      });
      await runtime.advance(1_000);
      delays.add((await settled).finishedAt ?? -1);
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(600);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_000);
    expect(delays.size).toBeGreaterThan(20);
  });

  test("holds no slot while it waits for the next attempt", async () => {
    const { orchestrator, runtime } = createHarness();
    const agent = createScriptedAgent({
      agentType: "a",
      maxConcurrency: 1,
      script: [new Error("busy"), "other", "again"],
    });
    orchestrator.registerAgent(agent);
    const retried = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 2, backoff: at },
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "y" })).toMatchObject({
      result: "other",
    });
    await runtime.advance(100);
    expect(await retried).toMatchObject({ result: "again" });
  });

  test.each([ErrorCode.NOT_REGISTERED, ErrorCode.BUDGET_EXCEEDED, ErrorCode.INVALID_INPUT])(
    "never repeats a failure of code %s",
    async (code) => {
      const { orchestrator } = createHarness();
      const agent = createScriptedAgent({ agentType: "a", script: [new OrchestrationError(code, "no use")] });
      orchestrator.registerAgent(agent);
      const task = await orchestrator.delegateTask({
        agentType: "a",
        description: "x",
        retry: { attempts: 5, backoff: at },
      });
      expect(task).toMatchObject({ status: "failed", failure: { code, message: "no use" }, attempts: 1 });
    },
  );

  test("does not retry an agent type that nobody registered", async () => {
    const harness = createHarness();
    const task = await harness.orchestrator.delegateTask({
      agentType: "code",
      description: "x",
      retry: { attempts: 5 },
    });
    expect(task).toMatchObject({ status: "failed", error: "Agent code not registered", attempts: 0 });
    expectNothingLeft(harness);
  });

  test("tells subscribers what failed and what comes next", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", name: "A", script: [new Error("one"), new Error("two")] }),
    );
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "b", name: "B", script: [new Error("three")] }),
    );
    const recorder = recordEvents(orchestrator);
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 2, backoff: at },
      fallback: ["b"],
    });
    await runtime.advance(1_000);
    await settled;
    const failed = recorder.events.filter((event) => event.type === "attempt-failed");
    expect(
      failed.map(({ agentName, attempt, sequel, delayMs, failure }) => [
        agentName,
        attempt,
        sequel,
        delayMs,
        failure.message,
      ]),
    ).toEqual([
      ["A", 1, "retry", 100, "one"],
      ["A", 2, "fallback", 0, "two"],
      ["B", 1, "retry", 100, "three"],
      ["B", 2, "end", 0, "three"],
    ]);
  });
});

describe("fallback", () => {
  test("asks the next type when the one before has failed for good, each with attempts of its own", async () => {
    const { orchestrator, runtime } = createHarness();
    const first = createScriptedAgent({ agentType: "a", script: [new Error("a fails")] });
    const second = createScriptedAgent({ agentType: "b", script: [new Error("b fails once"), "b did it"] });
    orchestrator.registerAgent(first);
    orchestrator.registerAgent(second);
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 2, backoff: at },
      fallback: ["b"],
    });
    await runtime.advance(1_000);
    expect(await settled).toMatchObject({
      status: "completed",
      result: "b did it",
      agentType: "b",
      agentName: "Scripted b",
      attempts: 4,
    });
    expect(first.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(second.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("serves a type that nobody registered, and a failure that is never retried", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("b", ({ agentType }) => agentType));
    const spec = { agentType: "code", description: "x", fallback: ["also missing", "b"] };
    expect(await orchestrator.delegateTask(spec)).toMatchObject({
      status: "completed",
      agentType: "b",
      result: "b",
    });
    orchestrator.registerAgent(
      createScriptedAgent({
        agentType: "code",
        script: [new OrchestrationError(ErrorCode.INVALID_INPUT, "no")],
      }),
    );
    expect(await orchestrator.delegateTask(spec)).toMatchObject({
      status: "completed",
      agentType: "b",
      attempts: 2,
    });
  });

  test("keeps the error of the agent that ran when later ones are not registered", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createScriptedAgent({ agentType: "b", script: [new Error("b broke")] }));
    const task = await orchestrator.delegateTask({ agentType: "a", description: "x", fallback: ["b", "c"] });
    expect(task).toMatchObject({ status: "failed", error: "b broke", agentType: "b", attempts: 1 });
  });

  test("reports the first type when none is registered", async () => {
    const { orchestrator } = createHarness();
    const task = await orchestrator.delegateTask({ agentType: "code", description: "x", fallback: ["test"] });
    expect(task).toMatchObject({ status: "failed", error: "Agent code not registered", agentType: "code" });
  });

  test("is not asked when the task was cancelled", async () => {
    const { orchestrator } = createHarness();
    const first = createScriptedAgent({ agentType: "a", script: [hold()] });
    const second = createScriptedAgent({ agentType: "b", script: ["b"] });
    orchestrator.registerAgent(first);
    orchestrator.registerAgent(second);
    const handle = orchestrator.startTask({
      agentType: "a",
      description: "x",
      fallback: ["b"],
      retry: { attempts: 3 },
    });
    await handle.cancel();
    expect(await handle.settled).toMatchObject({ status: "cancelled", agentType: "a" });
    expect(second.calls).toHaveLength(0);
  });

  test("is asked when an attempt ran out of time", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [hold()] }));
    harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "b", script: ["b"] }));
    const settled = harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      fallback: ["b"],
      attemptTimeoutMs: 50,
    });
    await harness.runtime.advance(50);
    expect(await settled).toMatchObject({ status: "completed", agentType: "b", finishedAt: 50 });
    expectNothingLeft(harness);
  });
});
