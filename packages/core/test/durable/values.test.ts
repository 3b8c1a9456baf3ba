import { OrchestrationError, Orchestrator, type Plan } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });
const compute = (): number => 1;

describe("a durable run", () => {
  class Point {
    readonly where = new Map([[1, 2]]);
  }
  test.each([
    [
      "a function as input",
      { strategy: "sequential", tasks: [work("a"), { ...work("b"), input: { deep: [compute] } }] },
      "tasks[1].input.deep[0]",
    ],
    [
      "a function in a task's input",
      { strategy: "task", task: { ...work("a"), input: compute } },
      "task.input",
    ],
    [
      "an aggregation function",
      { strategy: "hierarchical", mainTask: "m", subtasks: [work("a")], aggregationStrategy: compute },
      "aggregationStrategy",
    ],
    [
      "a select function of a hierarchical run",
      { strategy: "hierarchical", mainTask: "m", subtasks: [work("a")], select: compute },
      "select",
    ],
    [
      "a select function of a consensus",
      { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, select: compute },
      "select",
    ],
    [
      "an equivalence function",
      { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, equivalence: () => true },
      "equivalence",
    ],
    [
      "a map",
      { strategy: "parallel", tasks: [{ ...work("a"), input: new Map([[1, 2]]) }] },
      "tasks[0].input",
    ],
    [
      "an object that holds a map",
      { strategy: "parallel", tasks: [{ ...work("a"), input: { point: new Point() } }] },
      "tasks[0].input.point.where",
    ],
    [
      "not a number",
      { strategy: "graph", tasks: [{ ...work("a"), input: { n: Number.NaN } }] },
      "tasks[0].input.n",
    ],
    [
      "a bigint",
      { strategy: "consensus", task: "t", agents: ["work"], minAgreement: 1, input: { n: 1n } },
      "input.n",
    ],
  ] as const)("refuses %s before it starts, with the path", async (_what, plan, path) => {
    const world = createWorld();
    const agent = done();
    const { orchestrator } = world.start([agent]);
    const { settled } = orchestrator.startRun(plan as Plan, { id: "run" });
    await expect(settled).rejects.toMatchObject({
      code: "not_serializable",
      message: expect.stringContaining(path),
      details: { path },
    });
    expect(agent.calls).toEqual([]);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
    expect(await world.store.load("run")).toBeUndefined();
  });

  test("refuses a cycle in its input", async () => {
    const input: Record<string, unknown> = {};
    input.self = input;
    const { orchestrator } = createWorld().start([done()]);
    await expect(orchestrator.delegateTask({ ...work("a"), input })).rejects.toMatchObject({
      code: "not_serializable",
    });
  });

  test("takes signals, which belong to the process, and does not store them", async () => {
    const world = createWorld();
    const { signal } = new AbortController();
    const { orchestrator } = world.start([done()]);
    const tasks = [{ ...work("a"), signal }];
    expect(
      await orchestrator.executeParallel(tasks, { signal, id: "run", concurrency: Infinity }),
    ).toMatchObject([{ status: "completed" }]);
    expect(JSON.stringify((await world.store.load("run"))?.plan)).not.toContain("signal");
  });

  test("fails only the task whose result cannot be stored", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({ agentType: "work", script: [{ page: { now: () => 1 } }, "fine"] }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")]);
    expect(bad).toMatchObject({
      status: "failed",
      failure: { code: "not_serializable" },
      error: expect.stringContaining("page.now"),
    });
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
    const { orchestrator } = world.start([
      createScriptedAgent({ agentType: "work", script: [failure, "fine"] }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")], { id: "run" });
    expect(bad).toMatchObject({ status: "failed", error: "refused" });
    expect(good.status).toBe("completed");
    expect((await world.store.load("run"))?.tasks[0].task).toMatchObject({
      status: "failed",
      error: "refused",
    });
  });

  test("keeps a typed failure of an agent whose details cannot be stored", async () => {
    const world = createWorld();
    const failure = new OrchestrationError("agent_failed", "refused", {
      details: { socket: new Map(), retry: compute },
    });
    const { orchestrator } = world.start([
      createScriptedAgent({ agentType: "work", script: [failure, "fine"] }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")], { id: "run" });
    expect(bad).toMatchObject({ status: "failed", error: "refused", failure: { code: "agent_failed" } });
    expect(good.status).toBe("completed");
    expect((await world.store.load("run"))?.status).toBe("failed");
  });

  test("fails only the task whose step cannot be stored", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({
        agentType: "work",
        script: [async (_task, { step }) => step("s", async () => new Set([1])), "fine"],
      }),
    ]);
    const [bad, good] = await orchestrator.executeSequential([work("a"), work("b")]);
    expect(bad).toMatchObject({ status: "failed", failure: { code: "not_serializable" } });
    expect(good.status).toBe("completed");
  });

  test("needs a store to be resumed", async () => {
    await expect(new Orchestrator().resume()).rejects.toMatchObject({ code: "invalid_argument" });
  });
});
