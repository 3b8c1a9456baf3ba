import { describe, expect, test } from "vitest";
import { type AgentContext, inProcessEngine, type OrchestrationError } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import {
  createAgent,
  createGate,
  createHarness,
  expectNothingLeft,
  type Harness,
  isSettledNow,
} from "./support/harness.ts";

/** An agent that delegates to its own type, as many levels deep as its input says. */
function registerNest(
  { orchestrator }: Harness,
  atTheBottom: (context: AgentContext) => unknown,
  maxConcurrency = 1,
): void {
  orchestrator.registerAgent(
    createAgent(
      "nest",
      async ({ input }, context) => {
        const level = input as number;
        if (level === 0) return atTheBottom(context);
        const child = await context.delegate({
          agentType: "nest",
          key: "below",
          description: `level ${level - 1}`,
          input: level - 1,
        });
        return child.result;
      },
      { maxConcurrency },
    ),
  );
}

const engines = [
  ["an engine without a limit", undefined],
  ["an engine of concurrency 1", inProcessEngine({ concurrency: 1 })],
] as const;

describe.each(engines)("an agent of concurrency 1 that delegates to itself, on %s", (_, engine) => {
  test("does not deadlock five levels deep", async () => {
    const harness = createHarness({ engine });
    registerNest(harness, () => "bottom");
    const task = await harness.orchestrator.delegateTask({ agentType: "nest", description: "top", input: 5 });
    expect(task).toMatchObject({ status: "completed", result: "bottom" });
    expect(harness.orchestrator.getStatistics()).toMatchObject({ totalTasks: 6, tasksCompleted: 6 });
    expectNothingLeft(harness);
  });

  test("does not deadlock with many of them at once, each with several children", async () => {
    const harness = createHarness({ engine });
    let running = 0;
    harness.orchestrator.registerAgent(
      createAgent(
        "nest",
        async ({ input }, { delegate }) => {
          running += 1;
          expect(running).toBe(1);
          await Promise.resolve();
          running -= 1;
          const level = input as number;
          if (level === 0) return 1;
          const children = await Promise.all(
            [0, 1].map((key) =>
              delegate({ agentType: "nest", key: `${key}`, description: "x", input: level - 1 }),
            ),
          );
          return children.reduce((sum, { result }) => sum + (result as number), 0);
        },
        { maxConcurrency: 1 },
      ),
    );
    const specs = [1, 2, 3].map(() => ({ agentType: "nest", description: "x", input: 5 }));
    const tasks = await harness.orchestrator.executeParallel(specs);
    expect(tasks.map(({ result }) => result)).toEqual([32, 32, 32]);
    expectNothingLeft(harness);
  });

  test("is cancelled through all five levels within the grace period, although the lowest ignores its signal", async () => {
    const harness = createHarness({ engine, gracePeriodMs: 500 });
    registerNest(harness, () => new Promise(() => undefined));
    const handle = harness.orchestrator.startTask({ agentType: "nest", description: "top", input: 5 });
    await harness.runtime.advance(10);
    const cancelled = handle.cancel();
    await harness.runtime.advance(500);
    expect(await isSettledNow(cancelled, harness.runtime)).toBe(true);
    let id = handle.taskId;
    for (let level = 5; level >= 0; level--) {
      expect(harness.orchestrator.getTaskStatus(id)).toMatchObject({ status: "cancelled" });
      id += "/below";
    }
    expect(harness.orchestrator.getStatistics()).toMatchObject({ tasksCancelled: 6 });
    expectNothingLeft(harness);
  });
});

describe("a cancelled tree", () => {
  test("settles within one grace period when every level ignores its signal", async () => {
    const harness = createHarness({ gracePeriodMs: 500 });
    const never = new Promise(() => undefined);
    harness.orchestrator.registerAgent(
      createAgent("nest", async ({ input }, { delegate }) => {
        const level = input as number;
        if (level > 0)
          await delegate({ agentType: "nest", description: "x", input: level - 1 }).catch(() => undefined);
        await never;
      }),
    );
    const handle = harness.orchestrator.startTask({ agentType: "nest", description: "x", input: 4 });
    await harness.runtime.advance(0);
    void handle.cancel();
    await harness.runtime.advance(500);
    expect(await handle.settled).toMatchObject({ status: "cancelled", finishedAt: 500 });
    expect(harness.orchestrator.getStatistics()).toMatchObject({ tasksCancelled: 5 });
    expectNothingLeft(harness);
  });

  test("starts nothing any more: delegate, step, reserve and waitFor reject with the signal's reason", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const leaf = createScriptedAgent({ agentType: "leaf", script: ["leaf"] });
    const gate = createGate();
    const outcomes: PromiseSettledResult<unknown>[] = [];
    let reason: OrchestrationError | undefined;
    let worked = false;
    const schema = {
      "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
    } as const;
    orchestrator.registerAgent(leaf);
    orchestrator.registerAgent(
      createAgent("a", async (_, context) => {
        await gate.opened;
        reason = context.signal.reason as OrchestrationError;
        outcomes.push(
          ...(await Promise.allSettled([
            context.delegate({ agentType: "leaf", description: "x" }),
            context.step("s", async () => {
              worked = true;
            }),
            context.budget.reserve({ costUsd: 1 }),
            context.waitFor("w", schema),
          ])),
        );
      }),
    );
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    const cancelled = handle.cancel();
    gate.open();
    await cancelled;
    expect(reason).toMatchObject({ code: "cancelled" });
    expect(outcomes).toEqual([1, 2, 3, 4].map(() => ({ status: "rejected", reason })));
    expect([worked, leaf.calls.length]).toEqual([false, 0]);
    await runtime.advance(0);
    expectNothingLeft(harness);
  });

  test.each([
    ["that runs", 2],
    ["that waits for a slot", 1],
  ])("lets an open delegate reject with the reason, for a child %s", async (_, maxConcurrency) => {
    const harness = createHarness();
    const { orchestrator } = harness;
    orchestrator.registerAgent(createScriptedAgent({ agentType: "leaf", maxConcurrency, script: [hold()] }));
    const seen: unknown[] = [];
    orchestrator.registerAgent(
      createAgent("a", (_task, { delegate }) =>
        delegate({ agentType: "leaf", description: "x" }).then(
          ({ status }) => seen.push(status),
          ({ code }: OrchestrationError) => seen.push(code),
        ),
      ),
    );
    const other = orchestrator.startTask({ agentType: "leaf", description: "takes the slot" });
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    await handle.cancel();
    expect(seen).toEqual(["cancelled"]);
    const failed = orchestrator.startTask({ agentType: "a", description: "x", timeoutMs: 50 });
    await harness.runtime.advance(50);
    expect(await failed.settled).toMatchObject({ status: "failed" });
    expect(seen).toEqual(["cancelled", "timeout"]);
    await other.cancel();
    expectNothingLeft(harness);
  });

  test("does not end the process over a promise of the context that nobody waits for yet", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => {
      unhandled.push(reason);
    };
    const before = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", note);
    try {
      const harness = createHarness();
      const { orchestrator, runtime } = harness;
      const schema = {
        "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
      } as const;
      orchestrator.registerAgent(createScriptedAgent({ agentType: "leaf", script: [hold()] }));
      orchestrator.registerAgent(
        createAgent("a", async (_, context) => {
          const first = context.delegate({ agentType: "leaf", key: "1", description: "x" });
          const second = context.delegate({ agentType: "leaf", key: "2", description: "x" });
          const answer = context.waitFor("w", schema);
          const kept = context.step("s", () => first);
          return [await first, await second, await answer, await kept];
        }),
      );
      const handle = orchestrator.startTask({ agentType: "a", description: "x" });
      await runtime.advance(0);
      await handle.cancel();
      await runtime.advance(1);
      await runtime.advance(1);
      expect(await handle.settled).toMatchObject({ status: "cancelled" });
      expect(unhandled).toEqual([]);
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const listener of before) process.on("unhandledRejection", listener);
    }
  });
});

describe("children that nobody awaited", () => {
  test("are cancelled when their parent ends, and the parent settles after them with its result", async () => {
    const harness = createHarness({ gracePeriodMs: 100 });
    const { orchestrator, runtime } = harness;
    orchestrator.registerAgent(createScriptedAgent({ agentType: "quiet", script: [hold()] }));
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "deaf", script: [hold({ ignoresSignal: true })] }),
    );
    orchestrator.registerAgent(
      createAgent("parent", async (_, { delegate }) => {
        await Promise.resolve();
        void delegate({ agentType: "quiet", key: "quiet", description: "x" });
        void delegate({ agentType: "deaf", key: "deaf", description: "x" });
        return "parent's result";
      }),
    );
    const { taskId, settled } = orchestrator.startTask({ agentType: "parent", description: "x" });
    expect(await isSettledNow(settled, runtime)).toBe(false);
    await runtime.advance(100);
    expect(await settled).toMatchObject({ status: "completed", result: "parent's result", finishedAt: 100 });
    for (const key of ["quiet", "deaf"]) {
      expect(orchestrator.getTaskStatus(`${taskId}/${key}`)).toMatchObject({
        status: "cancelled",
        error: expect.stringContaining(taskId),
      });
    }
    expectNothingLeft(harness);
  });

  test("of a failed attempt have ended before the next attempt starts", async () => {
    const harness = createHarness({ gracePeriodMs: 100 });
    const { orchestrator, runtime } = harness;
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold({ ignoresSignal: true }), "again"] });
    orchestrator.registerAgent(leaf);
    let attempts = 0;
    orchestrator.registerAgent(
      createAgent("parent", async (_, { delegate }) => {
        attempts += 1;
        const child = delegate({ agentType: "leaf", key: "k", description: "x" });
        if (attempts === 1) throw new Error("first");
        return (await child).result;
      }),
    );
    const settled = orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: { attempts: 2, backoff: { initialMs: 0 } },
    });
    await runtime.advance(99);
    expect(attempts).toBe(1);
    await runtime.advance(1);
    expect(await settled).toMatchObject({ status: "completed", result: "again" });
    expectNothingLeft(harness);
  });
});
