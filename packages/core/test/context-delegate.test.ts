import { describe, expect, test } from "vitest";
import type { AgentContext, Task } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, type Harness } from "./support/harness.ts";

/** A parent that does `work` with its context. */
function registerParent({ orchestrator }: Harness, work: (context: AgentContext) => Promise<unknown>): void {
  orchestrator.registerAgent(createAgent("parent", (_, context) => work(context)));
}

describe("context.delegate", () => {
  test("runs a child under its parent: key, parent, run, inherited priority", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    let child: Task | undefined;
    registerParent(harness, async ({ delegate }) => {
      child = await delegate({ agentType: "leaf", key: "k", description: "x", input: { n: 1 } });
    });
    const { taskId } = await harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      priority: 4,
    });
    expect(child).toMatchObject({
      taskId: `${taskId}/k`,
      parentId: taskId,
      runId: taskId,
      priority: 4,
      status: "completed",
      result: { n: 1 },
    });
  });

  test("resolves with a failed child's record instead of rejecting", async () => {
    const harness = createHarness();
    registerParent(
      harness,
      async ({ delegate }) => (await delegate({ agentType: "code", description: "x" })).error,
    );
    expect(await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" })).toMatchObject({
      status: "completed",
      result: "Agent code not registered",
    });
  });

  test("gives up the slot while it waits, and takes one again before it answers", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const order: string[] = [];
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold()] });
    const other = createScriptedAgent({
      agentType: "shared",
      name: "Other",
      maxConcurrency: 1,
      script: [hold()],
    });
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
    expect(settled.map(({ task, runId }) => [task.taskId, runId])).toEqual([
      [`${taskId}/k`, taskId],
      [taskId, taskId],
    ]);
  });

  test("is refused after the task has ended", async () => {
    const harness = createHarness();
    let kept: AgentContext | undefined;
    registerParent(harness, async (context) => {
      kept = context;
    });
    await harness.orchestrator.delegateTask({ agentType: "parent", description: "x" });
    await expect(kept?.delegate({ agentType: "parent", description: "x" })).rejects.toMatchObject({
      code: "closed",
    });
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
