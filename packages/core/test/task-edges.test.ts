import { expect, test } from "vitest";
import { memoryStore, type Task } from "../src/index.ts";
import { createAgent, createGate, createHarness } from "./support/harness.ts";

test("a list of tasks that is changed after the call does not change the run", async () => {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(createAgent("a", async ({ description }) => description));
  const tasks = ["a", "b", "c"].map((description) => ({ agentType: "a", description }));
  const runs = [
    orchestrator.executeSequential(tasks),
    orchestrator.executeParallel(tasks, { concurrency: 1 }),
    orchestrator
      .executeHierarchical({ mainTask: "m", subtasks: tasks, concurrency: 1 })
      .then((outcome) => outcome.tasks),
  ];
  tasks.length = 1;
  for (const records of await Promise.all(runs)) {
    expect(records.map(({ result }) => result)).toEqual(["a", "b", "c"]);
  }
});

test("a result that came in time stays, however long forgotten children take to end", async () => {
  const { orchestrator, runtime } = createHarness({ gracePeriodMs: 500 });
  const { opened, open } = createGate();
  orchestrator.registerAgent(createAgent("deaf", () => opened));
  orchestrator.registerAgent(
    createAgent("hasty", (_, { delegate }) => {
      void delegate({ agentType: "deaf", description: "x" });
      return Promise.resolve("in time");
    }),
  );
  const settled = orchestrator.delegateTask({ agentType: "hasty", description: "x", timeoutMs: 100 });
  await runtime.advance(600);
  expect(await settled).toMatchObject({ status: "completed", result: "in time" });
  open();
});

test("children that are refused under one key have ids of their own", async () => {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(createAgent("leaf", () => "leaf"));
  orchestrator.registerAgent(
    createAgent("parent", (_, { delegate }) =>
      Promise.all(
        [1, 2, 3].map((input) => delegate({ agentType: "leaf", description: "x", key: "k", input })),
      ),
    ),
  );
  const { result } = await orchestrator.delegateTask({ agentType: "parent", description: "x" });
  const ids = (result as Task[]).map(({ taskId }) => taskId);
  expect(new Set(ids).size).toBe(3);
  for (const task of result as Task[]) expect(orchestrator.getTaskStatus(task.taskId)).toEqual(task);
});

test("attempts without a delay between them may be many", async () => {
  const { orchestrator } = createHarness({ store: memoryStore() });
  orchestrator.registerAgent(
    createAgent("a", () => {
      throw new Error("busy");
    }),
  );
  const retry = { attempts: 1_100, backoff: { initialMs: 0 } };
  const task = await orchestrator.delegateTask({ agentType: "a", description: "x", retry });
  expect(task).toMatchObject({ failure: { code: "agent_failed" }, attempts: 1_100 });
});

test("an executor that returned while it waits for an answer is not announced as waiting", async () => {
  const { orchestrator } = createHarness();
  const types: string[] = [];
  orchestrator.subscribe(({ type }) => void types.push(type));
  const anything = {
    "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
  } as const;
  orchestrator.registerAgent(
    createAgent("a", (_, { waitFor }) => {
      void waitFor("key", anything);
      return "gone";
    }),
  );
  await orchestrator.delegateTask({ agentType: "a", description: "x" });
  await Promise.resolve();
  expect(types.at(-1)).toBe("run-settled");
  expect(types).not.toContain("task-waiting");
});
