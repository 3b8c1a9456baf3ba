import { fromTask, memoryStore, type OrchestrationEvent, Orchestrator, type Plan } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";
import { withoutTimes } from "./crash.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });
const compute = (): number => 1;

describe("an id", () => {
  const plans: readonly Plan[] = [
    { strategy: "task", task: work("a") },
    { strategy: "sequential", tasks: [work("a"), { ...work("b"), input: fromTask("0") }] },
    { strategy: "parallel", tasks: [work("a"), { agentType: "nobody", description: "b" }] },
    { strategy: "hierarchical", mainTask: "main", subtasks: [work("a"), work("b")] },
    { strategy: "consensus", task: "true?", agents: ["work", "work", "work"], minAgreement: 0.5 },
    { strategy: "graph", tasks: [{ ...work("a"), id: "a" }, { ...work("b"), id: "b", dependsOn: ["a"] }] },
  ];

  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "of a finished %s run answers in another process with what the store holds, and executes nothing",
    async (_strategy, plan) => {
      const world = createWorld();
      const original = await world.start([done()]).orchestrator.startRun(plan, { id: "run" }).settled;
      const before = await world.store.load("run");
      const unused = done();
      const { orchestrator } = world.start([unused]);
      const again = await orchestrator.startRun(plan, { id: "run" }).settled;
      expect(withoutTimes(again)).toEqual(withoutTimes(original));
      expect(unused.calls).toEqual([]);
      expect(await world.store.load("run")).toEqual(before);
      expect(orchestrator.getStatistics().totalTasks).toBe(0);
      expect(await orchestrator.startRun(plan, { id: "run" }).settled).toBe(again);
    },
  );

  test("that is submitted twice at once runs once", async () => {
    const world = createWorld();
    const agent = done();
    const { orchestrator } = world.start([agent]);
    const [left, right] = await Promise.all([1, 2].map(() => orchestrator.delegateTask({ ...work("a"), id: "run" })));
    expect(left).toBe(right);
    expect(agent.calls).toHaveLength(1);
  });

  test("that another process runs is refused with duplicate_task, and stays theirs", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { orchestrator } = world.start([agent]);
    const settled = orchestrator.delegateTask({ ...work("a"), id: "run" });
    await agent.called(1);
    const unused = done();
    const { orchestrator: other } = world.start([unused]);
    await expect(other.delegateTask({ ...work("a"), id: "run" })).rejects.toMatchObject({ code: "duplicate_task" });
    agent.release(0, "theirs");
    expect(await settled).toMatchObject({ status: "completed", result: "theirs" });
    expect(await other.delegateTask({ ...work("a"), id: "run" })).toMatchObject({ result: "theirs" });
    expect(unused.calls).toEqual([]);
  });
});

describe("findTask", () => {
  test("finds in the store what this process never ran; getTaskStatus does not", async () => {
    const world = createWorld();
    const [record] = await world.start([done()]).orchestrator.executeSequential([work("a")], { id: "run" });
    const { orchestrator } = world.start([]);
    expect(orchestrator.getTaskStatus("run/0")).toBeUndefined();
    expect(await orchestrator.findTask("run/0")).toEqual(JSON.parse(JSON.stringify(record)));
    expect(await orchestrator.findTask("run/1")).toBeUndefined();
    expect(await orchestrator.findTask("unknown")).toBeUndefined();
  });

  test("finds the tasks of a run that was taken up, those of its earlier life too", async () => {
    const world = createWorld();
    const { orchestrator: lost, runtime } = world.start([createScriptedAgent({ agentType: "work", script: ["first", hold()] })]);
    lost.startRun({ strategy: "sequential", tasks: [work("a"), work("b")] }, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    const { orchestrator, handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["second"] })]);
    await handles[0].settled;
    expect(orchestrator.getTaskStatus("run/0")).toMatchObject({ status: "completed", result: "first" });
    expect(orchestrator.getTaskStatus("run/1")).toMatchObject({ status: "completed", result: "second" });
  });
});

describe("a durable run", () => {
  class Point {
    readonly where = new Map([[1, 2]]);
  }
  test.each([
    ["a function as input", { strategy: "sequential", tasks: [work("a"), { ...work("b"), input: { deep: [compute] } }] }, "tasks[1].input.deep[0]"],
    ["a function in a task's input", { strategy: "task", task: { ...work("a"), input: compute } }, "task.input"],
    ["an aggregation function", { strategy: "hierarchical", mainTask: "m", subtasks: [work("a")], aggregationStrategy: compute }, "aggregationStrategy"],
    ["a select function of a hierarchical run", { strategy: "hierarchical", mainTask: "m", subtasks: [work("a")], select: compute }, "select"],
    ["a select function of a consensus", { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, select: compute }, "select"],
    ["an equivalence function", { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, equivalence: () => true }, "equivalence"],
    ["a map", { strategy: "parallel", tasks: [{ ...work("a"), input: new Map([[1, 2]]) }] }, "tasks[0].input"],
    ["an object that holds a map", { strategy: "parallel", tasks: [{ ...work("a"), input: { point: new Point() } }] }, "tasks[0].input.point.where"],
    ["not a number", { strategy: "graph", tasks: [{ ...work("a"), input: { n: Number.NaN } }] }, "tasks[0].input.n"],
    ["a bigint", { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, input: { n: 1n } }, "input.n"],
  ] as const)("refuses %s before it starts, with the path", async (_what, plan, path) => {
    const world = createWorld();
    const agent = done();
    const { orchestrator } = world.start([agent]);
    const { settled } = orchestrator.startRun(plan as Plan, { id: "run" });
    await expect(settled).rejects.toMatchObject({ code: "not_serializable", message: expect.stringContaining(path), details: { path } });
    expect(agent.calls).toEqual([]);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
    expect(await world.store.load("run")).toBeUndefined();
  });

  test("refuses a cycle in its input", async () => {
    const input: Record<string, unknown> = {};
    input.self = input;
    const { orchestrator } = createWorld().start([done()]);
    await expect(orchestrator.delegateTask({ ...work("a"), input })).rejects.toMatchObject({ code: "not_serializable" });
  });

  test("takes signals, which belong to the process, and does not store them", async () => {
    const world = createWorld();
    const { signal } = new AbortController();
    const { orchestrator } = world.start([done()]);
    const tasks = [{ ...work("a"), signal }];
    expect(await orchestrator.executeParallel(tasks, { signal, id: "run", concurrency: Infinity })).toMatchObject([{ status: "completed" }]);
    expect(JSON.stringify((await world.store.load("run"))?.plan)).not.toContain("signal");
  });

  test("fails only the task whose result cannot be stored", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({ agentType: "work", script: [{ page: { now: () => 1 } }, "fine"] }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")]);
    expect(bad).toMatchObject({ status: "failed", failure: { code: "not_serializable" }, error: expect.stringContaining("page.now") });
    expect(good).toMatchObject({ status: "completed", result: "fine" });
  });

  test("fails only the child whose input cannot be stored", async () => {
    const world = createWorld();
    const parent = createScriptedAgent({
      agentType: "parent",
      script: [
        async (_task, { delegate }) => {
          const bad = await delegate({ ...work("bad"), input: { when: new Map() } });
          const good = await delegate({ ...work("good"), input: { when: 1 } });
          return [bad.failure?.code, good.status];
        },
      ],
    });
    const { orchestrator } = world.start([parent, done()]);
    const record = await orchestrator.delegateTask({ agentType: "parent", description: "top", id: "run" });
    expect(record).toMatchObject({ status: "completed", result: ["not_serializable", "completed"] });
    expect((await world.store.load("run"))?.status).toBe("completed");
  });

  test("keeps a failure whose details cannot be stored", async () => {
    const world = createWorld();
    const failure = Object.assign(new Error("refused"), { details: { socket: new Map() } });
    const { orchestrator } = world.start([createScriptedAgent({ agentType: "work", script: [failure, "fine"] })]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")], { id: "run" });
    expect(bad).toMatchObject({ status: "failed", error: "refused" });
    expect(good.status).toBe("completed");
    expect((await world.store.load("run"))?.tasks[0].task).toMatchObject({ status: "failed", error: "refused" });
  });

  test("keeps a typed failure of an agent whose details cannot be stored", async () => {
    const { OrchestrationError } = await import("@convoke/core");
    const world = createWorld();
    const failure = new OrchestrationError("agent_failed", "refused", { details: { socket: new Map(), retry: compute } });
    const { orchestrator } = world.start([createScriptedAgent({ agentType: "work", script: [failure, "fine"] })]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")], { id: "run" });
    expect(bad).toMatchObject({ status: "failed", error: "refused", failure: { code: "agent_failed" } });
    expect(good.status).toBe("completed");
    expect((await world.store.load("run"))?.status).toBe("failed");
  });

  test("fails only the task whose step cannot be stored", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({ agentType: "work", script: [async (_task, { step }) => step("s", async () => new Set([1])), "fine"] }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")]);
    expect(bad).toMatchObject({ status: "failed", failure: { code: "not_serializable" } });
    expect(good.status).toBe("completed");
  });

  test("needs a store to be resumed", async () => {
    await expect(new Orchestrator().resume()).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

describe("durable events", () => {
  test("carry sequence and cursor, are told after their commit, and are what the store holds", async () => {
    const world = createWorld();
    const told: { event: OrchestrationEvent; stored: number }[] = [];
    let commits = 0;
    const store = {
      ...world.store,
      async commit(...[lease, writes]: Parameters<typeof world.store.commit>) {
        const receipt = await world.store.commit(lease, writes);
        commits = receipt.cursor;
        return receipt;
      },
    };
    const failing = createScriptedAgent({ agentType: "broken", script: [new Error("no")] });
    const { orchestrator } = world.start([done(), failing], { store });
    orchestrator.subscribe((event) => void told.push({ event, stored: commits }));
    const tasks = [work("a"), { agentType: "broken", description: "b", retry: { attempts: 2, backoff: { initialMs: 0 } } }, work("c")];
    await Promise.all(["left", "right"].map((id) => orchestrator.executeParallel(tasks, { id, concurrency: 2 })));
    const stored = await world.store.readEvents(0, 1_000);
    expect(stored.length).toBeGreaterThan(20);
    for (const id of ["left", "right"]) {
      const own = told.map(({ event }) => event).filter((event) => event.runId === id && "sequence" in event);
      expect(own.map((event) => "sequence" in event && event.sequence)).toEqual(own.map((_, index) => index + 1));
      expect(own[0].type).toBe("run-started");
      expect(own.at(-1)?.type).toBe("run-settled");
      const kept = stored.filter(({ runId }) => runId === id);
      expect(own.map((event) => "sequence" in event && [event.cursor, event.sequence, event.type])).toEqual(
        kept.map(({ cursor, sequence, event }) => [cursor, sequence, (event as { type: string }).type]),
      );
    }
    for (const { event, stored: committed } of told) if ("cursor" in event) expect(event.cursor).toBeLessThanOrEqual(committed);
    expect(stored.map(({ cursor }) => cursor)).toEqual(stored.map((_, index) => index + 1));
  });

  test("go on in the second life where the first left off, and repeat nothing that was settled", async () => {
    const world = createWorld();
    const { orchestrator: lost, runtime } = world.start([createScriptedAgent({ agentType: "work", script: ["first", hold()] })]);
    lost.startRun({ strategy: "sequential", tasks: [work("a"), work("b"), work("c")] }, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    const { handles } = await world.takeUp([done()]);
    await handles[0].settled;
    const stored = await world.store.readEvents(0, 1_000);
    expect(stored.map(({ sequence }) => sequence)).toEqual(stored.map((_, index) => index + 1));
    const types = stored.map(({ event }) => (event as { type: string }).type);
    expect(types.filter((type) => type === "run-started")).toHaveLength(1);
    expect(types.filter((type) => type === "run-settled")).toHaveLength(1);
    expect(types.filter((type) => type === "task-created")).toHaveLength(3);
    expect(types.filter((type) => type === "task-settled")).toHaveLength(3);
  });

  test("of a run that retention has dropped are gone with it", async () => {
    const store = memoryStore({ maxSettledTasks: 1 });
    const orchestrator = new Orchestrator({ store, agents: { work: done() } });
    await orchestrator.delegateTask({ ...work("a"), id: "old" });
    await orchestrator.delegateTask({ ...work("b"), id: "new" });
    await orchestrator.close();
    expect(await store.load("old")).toBeUndefined();
    expect((await store.readEvents(0, 100)).every(({ runId }) => runId === "new")).toBe(true);
  });
});
