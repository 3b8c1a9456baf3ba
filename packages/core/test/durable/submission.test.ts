import { fromTask, memoryStore, Orchestrator, type Plan } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";
import { withoutTimes } from "./crash.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });

const plans: readonly Plan[] = [
  { strategy: "task", task: work("a") },
  { strategy: "sequential", tasks: [work("a"), { ...work("b"), input: fromTask("0") }] },
  { strategy: "parallel", tasks: [work("a"), { agentType: "nobody", description: "b" }] },
  { strategy: "hierarchical", mainTask: "main", subtasks: [work("a"), work("b")] },
  { strategy: "consensus", task: "true?", agents: ["work", "work", "work"], minAgreement: 0.5 },
  {
    strategy: "graph",
    tasks: [
      { ...work("a"), id: "a" },
      { ...work("b"), id: "b", dependsOn: ["a"] },
    ],
  },
];

describe("an id", () => {
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
    const [left, right] = await Promise.all(
      [1, 2].map(() => orchestrator.delegateTask({ ...work("a"), id: "run" })),
    );
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
    await expect(other.delegateTask({ ...work("a"), id: "run" })).rejects.toMatchObject({
      code: "duplicate_task",
    });
    agent.release(0, "theirs");
    expect(await settled).toMatchObject({ status: "completed", result: "theirs" });
    expect(await other.delegateTask({ ...work("a"), id: "run" })).toMatchObject({ result: "theirs" });
    expect(unused.calls).toEqual([]);
  });
});

describe("findOutcome", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "tells what a %s run of another process came to; nothing is executed, counted, announced or kept",
    async (_strategy, plan) => {
      const world = createWorld();
      const original = await world.start([done()]).orchestrator.startRun(plan, { id: "run" }).settled;
      const unused = done();
      const { orchestrator } = world.start([unused], { maxSettledTasks: 1 });
      const before = orchestrator.startTask(work("unrelated"));
      await before.settled;
      const events: string[] = [];
      orchestrator.subscribe(({ type }) => void events.push(type));
      const statistics = orchestrator.getStatistics();
      expect(withoutTimes(await orchestrator.findOutcome("run"))).toEqual(withoutTimes(original));
      expect(unused.calls).toHaveLength(1);
      expect(orchestrator.getStatistics()).toEqual(statistics);
      expect(events).toEqual([]);
      expect(orchestrator.getTaskStatus(before.taskId)).toBeDefined();
      expect(orchestrator.getTaskStatus("run/0")).toBeUndefined();
    },
  );

  test("is undefined for a run that goes on, for an unknown id and without a store", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { orchestrator } = world.start([agent]);
    const settled = orchestrator.delegateTask({ ...work("a"), id: "run" });
    await agent.called(1);
    expect(await orchestrator.findOutcome("run")).toBeUndefined();
    agent.release(0, "done");
    await settled;
    expect(await orchestrator.findOutcome("run")).toMatchObject({ status: "completed", result: "done" });
    expect(await orchestrator.findOutcome("unknown")).toBeUndefined();
    expect(await new Orchestrator().findOutcome("run")).toBeUndefined();
  });

  test("refuses what is no id, and tells when the store cannot be read", async () => {
    const { orchestrator } = createWorld().start([]);
    await expect(orchestrator.findOutcome(7 as unknown as string)).rejects.toMatchObject({
      code: "invalid_argument",
    });
    const store = memoryStore();
    const broken = new Orchestrator({
      store: { ...store, load: () => Promise.reject(new Error("disk gone")) },
    });
    await expect(broken.findOutcome("run")).rejects.toMatchObject({ code: "store_failed" });
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
    const { orchestrator: lost, runtime } = world.start([
      createScriptedAgent({ agentType: "work", script: ["first", hold()] }),
    ]);
    lost
      .startRun({ strategy: "sequential", tasks: [work("a"), work("b")] }, { id: "run" })
      .settled.catch(() => {});
    await runtime.advance(0);
    const { orchestrator, handles } = await world.takeUp([
      createScriptedAgent({ agentType: "work", script: ["second"] }),
    ]);
    await handles[0].settled;
    expect(orchestrator.getTaskStatus("run/0")).toMatchObject({ status: "completed", result: "first" });
    expect(orchestrator.getTaskStatus("run/1")).toMatchObject({ status: "completed", result: "second" });
  });
});
