import { describe, expect, test } from "vitest";
import { memoryStore, TaskStatus } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createHarness, isSettledNow } from "./support/harness.ts";

describe("the record of a task", () => {
  test("fills over time: created, started, finished", async () => {
    const { orchestrator, runtime } = createHarness();
    const agent = createScriptedAgent({
      agentType: "a",
      name: "One",
      version: "2.1.0",
      maxConcurrency: 1,
      script: [hold()],
    });
    orchestrator.registerAgent(agent);
    const first = orchestrator.startTask({ agentType: "a", description: "first", input: { n: 1 } });
    const second = orchestrator.startTask({ agentType: "a", description: "second", priority: 3 });
    const pending = orchestrator.getTaskStatus(second.taskId);
    expect(pending).toMatchObject({
      status: TaskStatus.PENDING,
      agentType: "a",
      attempts: 0,
      createdAt: 0,
      priority: 3,
    });
    expect(pending).toMatchObject({ startedAt: undefined, finishedAt: undefined, agentName: undefined });
    expect(orchestrator.getTaskStatus(first.taskId)).toMatchObject({
      status: TaskStatus.IN_PROGRESS,
      startedAt: 0,
      agentName: "One",
      agentVersion: "2.1.0",
      attempts: 1,
    });

    await runtime.advance(250);
    agent.release(0, "done");
    expect(await first.settled).toEqual({
      taskId: first.taskId,
      runId: first.taskId,
      agentType: "a",
      agentName: "One",
      agentVersion: "2.1.0",
      description: "first",
      input: { n: 1 },
      status: TaskStatus.COMPLETED,
      result: "done",
      attempts: 1,
      createdAt: 0,
      startedAt: 0,
      finishedAt: 250,
    });
    await agent.called(2);
    await runtime.advance(50);
    agent.release(1, new Error("broken"));
    expect(await second.settled).toMatchObject({
      status: TaskStatus.FAILED,
      error: "broken",
      failure: { code: "agent_failed", message: "broken" },
      createdAt: 0,
      startedAt: 250,
      finishedAt: 300,
    });
  });

  test("is a snapshot while the task runs: what the caller holds does not change", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const { taskId, settled } = orchestrator.startTask({ agentType: "a", description: "x" });
    const seen = orchestrator.getTaskStatus(taskId);
    agent.release(0, "done");
    await settled;
    expect(seen).toMatchObject({ status: "in_progress", result: undefined });
    expect(orchestrator.getTaskStatus(taskId)).toMatchObject({ status: "completed", result: "done" });
  });

  test("of an unknown id is undefined, and findTask agrees, with and without a store", async () => {
    for (const { orchestrator } of [createHarness(), createHarness({ store: memoryStore() })]) {
      for (const id of ["", "nope", "nope/0", "id1-0", "id1-99999", "id1--1", "id1-NaN"]) {
        expect(orchestrator.getTaskStatus(id)).toBeUndefined();
        expect(await orchestrator.findTask(id)).toBeUndefined();
      }
    }
  });

  test("is found by findTask while the task runs and after", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const { taskId, settled } = orchestrator.startTask({ agentType: "a", description: "x" });
    expect(await orchestrator.findTask(taskId)).toMatchObject({ status: "in_progress" });
    agent.release(0);
    expect(await settled).toEqual(await orchestrator.findTask(taskId));
  });

  test("is found for the tasks of a strategy and their children, by position, id and key", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("leaf", ({ description }) => description));
    orchestrator.registerAgent(
      createAgent(
        "parent",
        async (_, { delegate }) =>
          (await delegate({ agentType: "leaf", key: "child", description: "c" })).result,
      ),
    );
    const tasks = await orchestrator.executeParallel(
      [
        { agentType: "leaf", description: "x" },
        { agentType: "parent", description: "y", id: "named" },
      ],
      { id: "run" },
    );
    expect(tasks.map(({ taskId }) => taskId)).toEqual(["run/0", "run/named"]);
    for (const task of tasks) expect(orchestrator.getTaskStatus(task.taskId)).toStrictEqual(task);
    expect(orchestrator.getTaskStatus("run/named/child")).toMatchObject({
      parentId: "run/named",
      runId: "run",
      result: "c",
    });
    expect(orchestrator.getTaskStatus("run")).toBeUndefined();
  });

  test("keeps the message of what was thrown, and the cause", async () => {
    const { orchestrator } = createHarness();
    const cause = new TypeError("no such page");
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [cause] }));
    const task = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(task).toMatchObject({
      status: "failed",
      error: "no such page",
      failure: { code: "agent_failed" },
    });
    expect(task.failure?.cause).toBe(cause);
  });

  test.each([
    ["text", "just text", "just text"],
    ["nothing", undefined, "a thrown undefined: undefined"],
    ["null", null, "a thrown null: null"],
    ["an object with a message", { message: "from afar" }, "from afar"],
    ["an object without any text", Object.create(null), "a thrown value that cannot be shown as text"],
    ["an error without a message", new RangeError(), "RangeError"],
  ])("says something for an executor that throws %s", async (_, thrown, message) => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(
      createAgent("now", () => {
        throw thrown;
      }),
    );
    orchestrator.registerAgent(createAgent("later", () => Promise.reject(thrown)));
    for (const agentType of ["now", "later"]) {
      const task = await orchestrator.delegateTask({ agentType, description: "x" });
      expect(task).toMatchObject({ status: "failed", error: message });
      expect(task.failure?.cause).toBe(thrown);
    }
  });

  test("completes with whatever the executor returns, also nothing", async () => {
    const { orchestrator } = createHarness();
    for (const value of [undefined, null, 0, "", false, Number.NaN]) {
      orchestrator.registerAgent(createAgent(`now ${String(value)}`, () => value));
      orchestrator.registerAgent(createAgent(`later ${String(value)}`, async () => value));
      for (const when of ["now", "later"]) {
        const task = await orchestrator.delegateTask({
          agentType: `${when} ${String(value)}`,
          description: "x",
        });
        expect(task).toMatchObject({ status: "completed", result: value });
      }
    }
  });
});

describe("an id", () => {
  test("makes the submission idempotent: the same id answers with the existing task, running or settled", async () => {
    const { orchestrator, runtime } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const first = orchestrator.startTask({ agentType: "a", description: "x", id: "order-7" });
    const again = orchestrator.startTask({ agentType: "a", description: "x", id: "order-7" });
    expect([first.taskId, again.taskId]).toEqual(["order-7", "order-7"]);
    expect(await isSettledNow(again.settled, runtime)).toBe(false);
    agent.release(0, "done");
    const task = await first.settled;
    expect(task.runId).toBe("order-7");
    expect(await again.settled).toBe(task);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x", id: "order-7" })).toBe(task);
    expect(agent.calls).toHaveLength(1);
    expect(orchestrator.getStatistics().totalTasks).toBe(1);
  });

  test("makes a strategy's submission idempotent too", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: ["done"] });
    orchestrator.registerAgent(agent);
    const tasks = [{ agentType: "a", description: "x" }];
    const first = await orchestrator.executeSequential(tasks, { id: "r" });
    expect(await orchestrator.executeSequential(tasks, { id: "r" })).toBe(first);
    expect(agent.calls).toHaveLength(1);
  });

  test("of a run of another strategy is refused: its outcome would have another shape", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    await orchestrator.executeParallel([{ agentType: "a", description: "x" }], { id: "r" });
    await expect(
      orchestrator.delegateTask({ agentType: "a", description: "x", id: "r" }),
    ).rejects.toMatchObject({
      code: "duplicate_task",
    });
  });

  test("given again while the first submission is being started, by a listener, is still one task", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: ["done"] });
    orchestrator.registerAgent(agent);
    let again: Promise<unknown> | undefined;
    orchestrator.subscribe(() => {
      again ??= orchestrator.delegateTask({ agentType: "a", description: "x", id: "same" });
    });
    const first = await orchestrator.delegateTask({ agentType: "a", description: "x", id: "same" });
    expect(await again).toBe(first);
    expect(agent.calls).toHaveLength(1);
  });
});

describe("getTaskStatus", () => {
  async function submit(maxSettledTasks: number, sizes: readonly number[]): Promise<(id: string) => boolean> {
    const { orchestrator } = createHarness({ maxSettledTasks });
    orchestrator.registerAgent(createAgent("a", () => "done"));
    for (const [index, size] of sizes.entries()) {
      const tasks = Array.from({ length: size }, () => ({ agentType: "a", description: "x" }));
      await orchestrator.executeParallel(tasks, { id: `r${index}` });
    }
    return (id) => orchestrator.getTaskStatus(id) !== undefined;
  }

  test("forgets the oldest settled runs, whole, when there are too many tasks", async () => {
    const knows = await submit(5, [2, 2, 2]);
    expect(["r0/0", "r0/1", "r1/0", "r1/1", "r2/0", "r2/1"].map(knows)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  test("keeps the newest run whatever its size", async () => {
    const knows = await submit(3, [2, 7]);
    expect(["r0/0", "r1/0", "r1/6"].map(knows)).toEqual([false, true, true]);
    expect((await submit(0, [1]))("r0/0")).toBe(true);
  });

  test("never forgets a task that runs, and counts forgotten ones in the statistics", async () => {
    const { orchestrator } = createHarness({ maxSettledTasks: 2 });
    const slow = createScriptedAgent({ agentType: "slow", script: [hold()] });
    orchestrator.registerAgent(slow);
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const held = orchestrator.startTask({ agentType: "slow", description: "x" });
    const ids: string[] = [];
    for (let count = 0; count < 3_000; count++) {
      ids.push((await orchestrator.delegateTask({ agentType: "a", description: "x" })).taskId);
    }
    expect(ids.filter((id) => orchestrator.getTaskStatus(id) !== undefined)).toEqual(ids.slice(-2));
    expect(orchestrator.getTaskStatus(held.taskId)).toMatchObject({ status: "in_progress" });
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 3_001, tasksCompleted: 3_000 });
    await orchestrator.close();
  });

  test("counts children: a run of one task with many of them is as big as it is", async () => {
    const { orchestrator } = createHarness({ maxSettledTasks: 4 });
    orchestrator.registerAgent(createAgent("leaf", () => "leaf"));
    orchestrator.registerAgent(
      createAgent("parent", (_, { delegate }) =>
        Promise.all(["1", "2", "3"].map((key) => delegate({ agentType: "leaf", key, description: key }))),
      ),
    );
    const { taskId } = await orchestrator.delegateTask({ agentType: "parent", description: "x" });
    await orchestrator.delegateTask({ agentType: "leaf", description: "x" });
    expect(orchestrator.getTaskStatus(taskId)).toBeUndefined();
    expect(orchestrator.getTaskStatus(`${taskId}/1`)).toBeUndefined();
  });
});
