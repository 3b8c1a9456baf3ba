import { describe, expect, test } from "vitest";
import { literal, memoryStore, type Task, type TaskSpec } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { catchError, createAgent, createCapability, createGate, createHarness } from "./support/harness.ts";

describe("a malformed reference", () => {
  const input = { x: { $fromTask: { id: "a", path: "a..b" } } };

  test("fails the task that holds it, in every strategy, and counts as a failure", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const spec = { agentType: "a", description: "x", input };
    const tasks = [
      await orchestrator.delegateTask(spec),
      ...(await orchestrator.executeSequential([spec])),
      ...(await orchestrator.executeParallel([spec])),
    ];
    for (const { status, failure } of tasks) {
      expect({ status, code: failure?.code }).toEqual({ status: "failed", code: "invalid_input" });
    }
    expect(orchestrator.getStatistics()).toMatchObject({ tasksFailed: 3, successRate: 0 });
  });

  test("is data where it is meant as data", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", (task) => task.input));
    const { result } = await orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      input: literal(input),
    });
    expect(result).toEqual(input);
  });
});

describe("a known id", () => {
  test("that the orchestrator gave itself answers with its task", async () => {
    const { orchestrator } = createHarness();
    let calls = 0;
    orchestrator.registerAgent(createAgent("a", () => ++calls));
    const spec = { agentType: "a", description: "x" };
    const task = await orchestrator.delegateTask(spec);
    expect(await orchestrator.delegateTask({ ...spec, id: task.taskId })).toEqual(task);
    expect(orchestrator.startTask({ ...spec, id: task.taskId }).taskId).toBe(task.taskId);
    expect(calls).toBe(1);
    expect(orchestrator.getStatistics().totalTasks).toBe(1);
  });

  test("of a run of several tasks that has ended is refused: its outcome is not kept", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const spec = { agentType: "a", description: "x" };
    const [{ runId }] = await orchestrator.executeParallel([spec, spec]);
    const again = await catchError(() => orchestrator.executeParallel([spec, spec], { id: runId }));
    expect(again).toMatchObject({ code: "duplicate_task" });
  });
});

test("a task with an id of its own is found before, while and after it runs", async () => {
  const { orchestrator } = createHarness();
  const agent = createScriptedAgent({ agentType: "a", script: ["first", hold(), "last"] });
  orchestrator.registerAgent(agent);
  const tasks = ["x", "y", "z"].map((id) => ({ agentType: "a", description: id, id }));
  const run = orchestrator.executeSequential(tasks, { id: "run" });
  await agent.called(2);
  const statuses = (): unknown[] => tasks.map(({ id }) => orchestrator.getTaskStatus(`run/${id}`)?.status);
  expect(statuses()).toEqual(["completed", "in_progress", undefined]);
  agent.release(1, "second");
  await run;
  expect(statuses()).toEqual(["completed", "completed", "completed"]);
  expect(orchestrator.getTaskStatus("run/nobody")).toBeUndefined();
});

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

describe("who is not there", () => {
  test.each<[string, Partial<TaskSpec>, string]>([
    [
      "an agent without the capability",
      { agentType: "k", agentName: "The k", capability: "serch" },
      'Agent k "The k" does not offer capability "serch"; did you mean "search"?',
    ],
    [
      "a name that nobody with the capability has",
      { capability: "search", agentName: "Z" },
      'No agent named "Z" offers capability "search"',
    ],
    ["a name that nobody of the type has", { agentType: "k", agentName: "Z" }, 'Agent k "Z" not registered'],
    [
      "a capability of another type",
      { agentType: "other", capability: "search" },
      'No agent offers capability "search" of type other',
    ],
    ["a fallback that nobody is", { agentType: "failing", fallback: ["nobody"] }, "no luck"],
  ])("%s is told by its message", async (_case, spec, message) => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("k", () => 1, { capabilities: [createCapability("search")] }));
    orchestrator.registerAgent(createAgent("other", () => 1, { capabilities: [createCapability("read")] }));
    orchestrator.registerAgent(
      createAgent("failing", () => {
        throw new Error("no luck");
      }),
    );
    const task = await orchestrator.delegateTask({ description: "x", ...spec });
    expect(task).toMatchObject({ status: "failed", error: message });
  });

  test("a fallback to the own type is another agent of it", async () => {
    const { orchestrator } = createHarness();
    const fail = (): never => {
      throw new Error("no luck");
    };
    orchestrator.registerAgent(createAgent("k", fail, { name: "A", priority: 9 }));
    orchestrator.registerAgent(createAgent("k", () => "done", { name: "B" }));
    for (const spec of [{ agentName: "A" }, {}]) {
      const task = await orchestrator.delegateTask({
        agentType: "k",
        description: "x",
        fallback: ["k"],
        ...spec,
      });
      expect(task).toMatchObject({ status: "completed", agentName: "B", attempts: 2 });
    }
  });

  test("a depth without an end names the budget and the limit", async () => {
    const { orchestrator } = createHarness({ budget: { maxDepth: 1 } });
    orchestrator.registerAgent(
      createAgent("a", async (_, { delegate }) => {
        const { failure, result } = await delegate({ agentType: "a", description: "x" });
        return failure ?? result;
      }),
    );
    const { result } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(result).toMatchObject({
      code: "budget_exceeded",
      message: expect.stringContaining("orchestrator is exceeded: maxDepth 1, by 1") as string,
      details: { budget: "the orchestrator", limit: "maxDepth", allowed: 1, by: 1 },
    });
  });
});

describe("budgets", () => {
  test("do not count a task that was cancelled before it started", async () => {
    const { orchestrator } = createHarness({ budget: { maxTasks: 2 } });
    const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold(), "second"] });
    orchestrator.registerAgent(agent);
    const first = orchestrator.startTask({ agentType: "a", description: "first" });
    const waiting = orchestrator.startTask({ agentType: "a", description: "waiting" });
    await waiting.cancel();
    agent.release(0, "first");
    expect(await first.settled).toMatchObject({ status: "completed" });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "completed",
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      failure: { code: "budget_exceeded" },
    });
  });

  test("take an infinite limit for none", async () => {
    const { orchestrator } = createHarness({ budget: { maxCostUsd: Infinity, maxTokens: Infinity } });
    orchestrator.registerAgent(createAgent("a", () => 1));
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "completed",
    });
  });

  test("charge an agent once when it is refused as its own fallback", async () => {
    const { orchestrator } = createHarness();
    const fail = (): never => {
      throw new Error("no luck");
    };
    const capabilities = [createCapability("c", { costEstimate: 1 })];
    orchestrator.registerAgent(createAgent("a", fail, { capabilities }));
    const spec = { agentType: "a", description: "x", fallback: ["a"] };
    const [task] = await orchestrator.executeParallel([spec], { budget: { maxCostUsd: 1.5 } });
    expect(task).toMatchObject({ status: "failed", attempts: 1, spend: { costUsd: 1 } });
  });
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

describe("a chain of failures", () => {
  test.each(["dependencies", "references"])(
    "of a thousand tasks (%s) quotes where it began, not itself",
    async (kind) => {
      const { orchestrator } = createHarness();
      orchestrator.registerAgent(
        createAgent("a", () => {
          throw new Error("the root cause");
        }),
      );
      const tasks = Array.from({ length: 1_000 }, (_, index): TaskSpec => {
        const before = `n${index - 1}`;
        const link =
          kind === "dependencies" ? { dependsOn: [before] } : { input: { $fromTask: { id: before } } };
        return { agentType: "a", description: "x", id: `n${index}`, ...(index > 0 && link) };
      });
      const records = await orchestrator.executeGraph(tasks);
      const errors = records.map(({ error }) => error ?? "");
      for (const error of errors) {
        expect(error.length).toBeLessThan(300);
        expect(error).toContain("the root cause");
      }
      expect(errors[999]).toContain('"n998"');
      expect(errors[999]).toContain('"n0"');
    },
  );
});
