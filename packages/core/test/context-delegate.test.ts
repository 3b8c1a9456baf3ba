import { describe, expect, test } from "vitest";
import type { AgentContext, Task, TaskRequest } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, type Harness } from "./support/harness.ts";

const again = { attempts: 2, backoff: { initialMs: 0 } };

/** A parent that runs `work`, and fails its first attempt afterwards when it is asked to. */
function registerParent({ orchestrator }: Harness, work: (context: AgentContext, task: TaskRequest) => Promise<unknown>, failFirst = false): void {
  orchestrator.registerAgent(
    createAgent("parent", async (task, context) => {
      const result = await work(context, task);
      if (failFirst && context.attempt === 1) throw new Error("first attempt");
      return result;
    }),
  );
}

describe("context.delegate", () => {
  test("runs a child under its parent: key, parent, run, inherited priority", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    let child: Task | undefined;
    registerParent(harness, async ({ delegate }) => {
      child = await delegate({ agentType: "leaf", key: "k", description: "x", input: { n: 1 } });
    });
    const { taskId } = await harness.orchestrator.delegateTask({ agentType: "parent", description: "x", priority: 4 });
    expect(child).toMatchObject({ taskId: `${taskId}/k`, parentId: taskId, runId: taskId, priority: 4, status: "completed", result: { n: 1 } });
  });

  test("resolves with a failed child's record instead of rejecting", async () => {
    const harness = createHarness();
    registerParent(harness, async ({ delegate }) => (await delegate({ agentType: "code", description: "x" })).error);
    expect(await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" })).toMatchObject({
      status: "completed",
      result: "Agent code not registered",
    });
  });

  test("reuses a completed child with the same key in a later attempt, and runs a failed one anew", async () => {
    const harness = createHarness();
    const good = createScriptedAgent({ agentType: "good", script: ["done"] });
    const flaky = createScriptedAgent({ agentType: "flaky", script: [new Error("no"), "now"] });
    harness.orchestrator.registerAgent(good);
    harness.orchestrator.registerAgent(flaky);
    registerParent(
      harness,
      ({ delegate }) =>
        Promise.all([
          delegate({ agentType: "good", key: "g", description: "x" }),
          delegate({ agentType: "flaky", key: "f", description: "x" }),
        ]).then((tasks) => tasks.map(({ result }) => result)),
      true,
    );
    const settled = harness.orchestrator.delegateTask({ agentType: "parent", description: "x", retry: again });
    await harness.runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", result: ["done", "now"], attempts: 2 });
    expect([good.calls.length, flaky.calls.length]).toEqual([1, 2]);
    expectNothingLeft(harness);
  });

  test("joins a running child with the same key, in the first attempt and in later ones", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({ agentType: "leaf", script: [() => Promise.reject(new Error("no")), async () => "now"] });
    harness.orchestrator.registerAgent(leaf);
    const pairs: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const spec = { agentType: "leaf", key: "k", description: "x" };
        const [left, right] = await Promise.all([delegate(spec), delegate(spec)]);
        pairs.push([left.status, right.status]);
        return left === right;
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({ agentType: "parent", description: "x", retry: again });
    await harness.runtime.advance(0);
    expect(await settled).toMatchObject({ result: true });
    expect(pairs).toEqual([["failed", "failed"], ["completed", "completed"]]);
    expect(leaf.calls).toHaveLength(2);
    expectNothingLeft(harness);
  });

  test("fails a child whose key was used for another request, and leaves the first one alone", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    registerParent(harness, async ({ delegate }) => {
      const first = await delegate({ agentType: "leaf", key: "k", description: "x", input: 1 });
      const others = await Promise.all([2, 3].map((input) => delegate({ agentType: "leaf", key: "k", description: "x", input })));
      return [first, ...others].map(({ status, failure }) => failure?.code ?? status);
    });
    const { taskId, result } = await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" });
    expect(result).toEqual(["completed", "non_deterministic", "non_deterministic"]);
    expect(harness.orchestrator.getTaskStatus(`${taskId}/k`)).toMatchObject({ status: "completed", result: 1 });
    expect(harness.orchestrator.getStatistics()).toMatchObject({ totalTasks: 4, tasksFailed: 2 });
  });

  test("gives unkeyed children a key by what they are asked and a number by occurrence", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    const ids: string[][] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const specs = [1, 1, 2].map((input) => ({ agentType: "leaf", description: "x", input }));
        const tasks = await Promise.all(specs.map((spec) => delegate(spec)));
        ids.push(tasks.map(({ taskId }) => taskId.split("/")[1]));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({ agentType: "parent", description: "x", retry: again });
    await harness.runtime.advance(0);
    await settled;
    const [[first, second, third]] = ids;
    expect(second).toBe(first.replace("#0", "#1"));
    expect(third).toMatch(/#0$/);
    expect(third).not.toBe(first);
    expect(ids[1]).toEqual(ids[0]);
    expect(harness.orchestrator.getStatistics().totalTasks).toBe(4);
  });

  test("never swaps identical children: the second attempt finds each result where it was", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold(), hold(), hold()] });
    harness.orchestrator.registerAgent(leaf);
    const seen: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const tasks = await Promise.all([0, 1, 2].map(() => delegate({ agentType: "leaf", description: "same", input: "same" })));
        seen.push(tasks.map(({ result }) => result));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({ agentType: "parent", description: "x", retry: again });
    await leaf.called(3);
    for (const index of [2, 0, 1]) leaf.release(index, index);
    await harness.runtime.advance(0);
    await settled;
    expect(seen).toEqual([[0, 1, 2], [0, 1, 2]]);
    expect(leaf.calls).toHaveLength(3);
  });

  test("does not mix concurrent branches of one executor, whatever order they come in", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({ agentType: "leaf", script: [({ input }) => input] });
    harness.orchestrator.registerAgent(leaf);
    const results: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate, attempt }) => {
        const branch = async (name: string, early: boolean): Promise<unknown> => {
          if (!early) await Promise.resolve();
          return (await delegate({ agentType: "leaf", description: "branch", input: name })).result;
        };
        results.push(await Promise.all([branch("left", attempt === 1), branch("right", attempt !== 1)]));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({ agentType: "parent", description: "x", retry: again });
    await harness.runtime.advance(0);
    await settled;
    expect(results).toEqual([["left", "right"], ["left", "right"]]);
    expect(leaf.calls).toHaveLength(2);
  });

  test("gives up the slot while it waits, and takes one again before it answers", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const order: string[] = [];
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold()] });
    const other = createScriptedAgent({ agentType: "shared", name: "Other", maxConcurrency: 1, script: [hold()] });
    orchestrator.registerAgent(leaf);
    orchestrator.registerAgent({
      ...other,
      executor: async (task, context) => {
        if (task.description === "other") {
          order.push("other starts");
          await other.executor(task, context);
          order.push("other ends");
          return;
        }
        order.push("parent starts");
        await context.delegate({ agentType: "leaf", description: "x" });
        order.push("parent goes on");
      },
    });
    const parent = orchestrator.delegateTask({ agentType: "shared", description: "parent" });
    const second = orchestrator.delegateTask({ agentType: "shared", description: "other" });
    expect(order).toEqual(["parent starts", "other starts"]);
    leaf.release(0);
    await runtime.advance(0);
    expect(order).toHaveLength(2);
    other.release(0);
    await Promise.all([parent, second]);
    expect(order).toEqual(["parent starts", "other starts", "other ends", "parent goes on"]);
    expectNothingLeft(harness);
  });

  test("tells subscribers of children as of other tasks, in the run of their parent", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", () => "leaf"));
    registerParent(harness, ({ delegate }) => delegate({ agentType: "leaf", key: "k", description: "x" }));
    const recorder = recordEvents(harness.orchestrator);
    const { taskId } = await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" });
    const settled = recorder.events.filter((event) => event.type === "task-settled");
    expect(settled.map(({ task, runId }) => [task.taskId, runId])).toEqual([[`${taskId}/k`, taskId], [taskId, taskId]]);
  });

  test("is refused after the task has ended", async () => {
    const harness = createHarness();
    let kept: AgentContext | undefined;
    registerParent(harness, async (context) => {
      kept = context;
    });
    await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" });
    await expect(kept?.delegate({ agentType: "parent", description: "x" })).rejects.toMatchObject({ code: "closed" });
    await expect(kept?.step("s", async () => 1)).rejects.toMatchObject({ code: "closed" });
    await expect(kept?.budget.reserve({ tokens: 1 })).rejects.toMatchObject({ code: "closed" });
    expect(harness.orchestrator.getStatistics().totalTasks).toBe(1);
  });

  test("follows a signal of the child's own", async () => {
    const harness = createHarness();
    const controller = new AbortController();
    harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "leaf", script: [hold()] }));
    registerParent(harness, async ({ delegate }) => {
      const child = delegate({ agentType: "leaf", description: "x", signal: controller.signal });
      controller.abort();
      return (await child).status;
    });
    expect(await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" })).toMatchObject({
      status: "completed",
      result: "cancelled",
    });
    expectNothingLeft(harness);
  });
});
