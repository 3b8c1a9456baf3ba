import { type OrchestrationEvent, type Plan, type Task, TaskStatus } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, leaveRun, parked, spare, work } from "./missing-agents.ts";
import { createWorld } from "./two-lives.ts";

function listTasks(outcome: unknown): readonly Task[] {
  if (Array.isArray(outcome)) return outcome as readonly Task[];
  return "tasks" in (outcome as object) ? (outcome as { tasks: readonly Task[] }).tasks : [outcome as Task];
}

const plans: readonly Plan[] = [
  { strategy: "task", task: spare("a") },
  { strategy: "sequential", tasks: [work("a"), spare("b"), work("c")] },
  { strategy: "parallel", tasks: [work("a"), spare("b"), work("c")] },
  { strategy: "hierarchical", mainTask: "m", subtasks: [work("a"), spare("b")] },
  { strategy: "consensus", task: "?", agents: ["work", "spare"], minAgreement: 1, earlyStop: "never" },
  {
    strategy: "graph",
    tasks: [
      { ...work("a"), id: "a" },
      { ...spare("b"), id: "b", dependsOn: ["a"] },
      { ...work("c"), id: "c", dependsOn: ["b"] },
    ],
  },
];

describe("a resumed run whose agent is missing", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "of strategy %s is parked: no end is written, and it goes on once the agent is registered",
    async (_strategy, plan) => {
      const world = await leaveRun(plan);
      const before = await world.store.load("run");
      const { orchestrator, handles, runtime } = await world.takeUp([agent("work")]);
      const events: OrchestrationEvent[] = [];
      orchestrator.subscribe((event) => void events.push(event));
      expect(handles).toHaveLength(1);
      await expect(handles[0].settled).rejects.toMatchObject(
        parked("Run run is parked: Agent spare not registered"),
      );
      const stored = await world.store.load("run");
      expect(stored?.status).toBe("running");
      const settled = (tasks: typeof before) =>
        tasks?.tasks.filter(({ task }) => task.finishedAt !== undefined).map(({ task }) => task);
      expect(settled(stored)).toEqual(settled(before));
      expect(stored?.tasks.map(({ task }) => task.status)).not.toContain(TaskStatus.CANCELLED);
      expect(orchestrator.getStatistics()).toMatchObject({ tasksInProgress: 0, tasksCancelled: 0 });
      expect(runtime.pendingTimers).toBe(0);

      const late = agent("spare");
      orchestrator.registerAgent(late);
      const [handle] = await orchestrator.resume();
      const tasks = listTasks(await handle.settled);
      expect(tasks.map(({ status }) => status)).toEqual(tasks.map(() => "completed"));
      expect(late.calls).toHaveLength(1);
      expect((await world.store.load("run"))?.status).toBe("completed");
      const types = events.map(({ type }) => type);
      expect(types.filter((type) => type === "run-settled")).toEqual(["run-settled"]);
    },
  );

  test("is told as run-parked, with what is missing; that is kept with the events of the run", async () => {
    const world = await leaveRun({ strategy: "parallel", tasks: [work("a"), spare("b")] });
    const { handles } = await world.takeUp([agent("work")]);
    await handles[0].settled.catch(() => undefined);
    const events = (await world.store.readEvents(0, 100, "run")).map(({ event }) => event);
    expect(events.at(-1)).toMatchObject({
      type: "run-parked",
      failure: {
        code: "not_registered",
        message:
          "Run run is parked: Agent spare not registered, which task run/1 needs. It goes on from what is stored at the " +
          "next resume() once that is registered, here or in another process",
        details: { agentType: "spare", runId: "run", taskId: "run/1" },
      },
    });
    expect(JSON.stringify(events)).not.toContain("cancelled");
  });

  test("stops what runs beside the task, keeps what has settled, and starts nothing more", async () => {
    const world = createWorld();
    const tasks = [
      { ...work("quick"), id: "quick" },
      { ...work("slow"), id: "slow" },
      { ...spare("late"), id: "late", dependsOn: ["quick"] },
      { ...work("never"), id: "never", dependsOn: ["slow"] },
    ];
    const first = world.start([agent("work", [hold()]), agent("spare")]);
    first.orchestrator.startRun({ strategy: "graph", tasks }, { id: "run" });
    await first.runtime.advance(0);
    const worker = agent("work", [hold()]);
    const { handles, orchestrator } = await world.takeUp([worker]);
    await worker.called(2);
    worker.release(0, "quick is done");
    await expect(handles[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
    expect(worker.calls).toHaveLength(2);
    expect(worker.calls[1].signal.aborted).toBe(true);
    const stored = await world.store.load("run");
    const standing = Object.fromEntries(stored!.tasks.map(({ task }) => [task.taskId, task.status]));
    expect(standing).toMatchObject({ "run/quick": "completed", "run/slow": "in_progress" });
    expect(orchestrator.getTaskStatus("run/slow")).toBeUndefined();
    expect((await orchestrator.findTask("run/slow"))?.status).toBe("in_progress");
    const { handles: next } = await world.takeUp([agent("work"), agent("spare")]);
    expect(listTasks(await next[0].settled).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["completed", 1],
      ["completed", 1],
      ["completed", 1],
      ["completed", 1],
    ]);
  });

  test("is given back at once, so that another process that has the agent takes it up", async () => {
    const world = await leaveRun({ strategy: "parallel", tasks: [work("a"), spare("b")] });
    const { handles } = await world.takeUp([agent("work")]);
    await handles[0].settled.catch(() => undefined);
    const [handle] = await world.start([agent("work"), agent("spare")]).orchestrator.resume();
    expect(listTasks(await handle.settled).map(({ status }) => status)).toEqual(["completed", "completed"]);
  });

  test("is not taken up twice by one resume, and executes nothing when it is found parked still", async () => {
    const world = await leaveRun({ strategy: "parallel", tasks: [spare("b"), work("a")] });
    const worker = agent("work", [hold()]);
    const { orchestrator, handles } = await world.takeUp([worker]);
    expect(handles).toHaveLength(1);
    await handles[0].settled.catch(() => undefined);
    const calls = worker.calls.length;
    for (let again = 0; again < 5; again++) {
      const found = await orchestrator.resume();
      expect(found.map(({ runId }) => runId)).toEqual(["run"]);
      await expect(found[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
    }
    expect(worker.calls).toHaveLength(calls);
    const types = (await world.store.readEvents(0, 100, "run")).map(
      ({ event }) => (event as OrchestrationEvent).type,
    );
    expect(types.filter((type) => type === "run-parked")).toHaveLength(1);
  });

  test("counts no take-over in vain, however often it is parked", async () => {
    const world = await leaveRun({ strategy: "task", task: spare("b") });
    const { orchestrator } = await world.takeUp([]);
    for (let again = 0; again < 6; again++) {
      const { handles } = { handles: await world.start([]).orchestrator.resume() };
      for (const { settled } of [...handles, ...(await orchestrator.resume())])
        await settled.catch(() => undefined);
    }
    const [handle] = await world.start([agent("spare")]).orchestrator.resume();
    expect(await handle.settled).toMatchObject({ status: "completed" });
  });

  test("waits for a name, a capability or a type, whichever was asked for", async () => {
    const capability = {
      name: "translate",
      description: "t",
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 1,
    };
    const asked = [
      [{ agentType: "work", agentName: "Two", description: "named" }, 'Agent work "Two" not registered'],
      [
        { agentType: "work", capability: "translate", description: "able" },
        'No agent offers capability "translate" of type work',
      ],
      [{ capability: "translate", description: "anybody" }, 'capability "translate"'],
      [{ agentType: "work", agentName: "Two", description: "f", fallback: ["gone"] }, "not registered"],
    ] as const;
    const one = () => createScriptedAgent({ agentType: "work", name: "One", script: ["one"] });
    const two = (script: "two" | ReturnType<typeof hold>) => ({
      ...createScriptedAgent({ agentType: "work", name: "Two", script: [script] }),
      capabilities: [capability],
    });
    for (const [task, message] of asked) {
      const world = createWorld();
      const first = world.start([one(), two(hold())]);
      first.orchestrator.startTask({ ...task, id: "run" });
      await first.runtime.advance(0);
      const { orchestrator, handles } = await world.takeUp([one()]);
      await expect(handles[0].settled).rejects.toMatchObject(parked(message));
      orchestrator.registerAgent(two("two"));
      const [handle] = await orchestrator.resume();
      expect(await handle.settled).toMatchObject({ status: "completed", result: "two" });
    }
  });

  test("goes to a fallback that is there; without one it waits for the agents that are not", async () => {
    const world = createWorld();
    const task = { ...spare("a"), fallback: ["work"], id: "run" };
    const first = world.start([agent("work"), agent("spare", [hold()])]);
    first.orchestrator.startTask(task);
    await first.runtime.advance(0);
    const neither = await world.takeUp([]);
    await expect(neither.handles[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
    const [handle] = await world.start([agent("work")]).orchestrator.resume();
    expect(await handle.settled).toMatchObject({ status: "completed", agentType: "work" });
  });

  test("takes any agent of the type for a seat that a panel had named", async () => {
    const world = createWorld();
    const voter = (name: string, answer: "yes" | ReturnType<typeof hold>) =>
      createScriptedAgent({ agentType: "work", name, script: [answer] });
    const first = world.start([voter("One", hold()), voter("Two", hold())]);
    const vote = { task: "?", agents: ["work", "work"], minAgreement: 1, id: "run" };
    first.orchestrator.executeConsensus(vote).catch(() => undefined);
    await first.runtime.advance(0);
    const { handles } = await world.takeUp([voter("Three", "yes")]);
    expect(await handles[0].settled).toMatchObject({ consensus: true });
  });

  test("fails as before for what nobody had when the run began", async () => {
    const world = createWorld();
    const tasks = [
      spare("a"),
      { agentType: "nobody", description: "b" },
      { ...work("c"), agentName: "Ghost" },
    ];
    const first = world.start([agent("work"), agent("spare", [hold()])]);
    first.orchestrator.startRun({ strategy: "sequential", tasks }, { id: "run" });
    await first.runtime.advance(0);
    const { handles } = await world.takeUp([agent("work"), agent("spare")]);
    expect(listTasks(await handles[0].settled).map(({ error }) => error)).toEqual([
      undefined,
      "Agent nobody not registered",
      'Agent work "Ghost" not registered',
    ]);
  });

  test("that began before agents were listed waits for whatever is missing", async () => {
    const world = createWorld();
    await world.store.open(
      {
        runId: "run",
        strategy: "task",
        title: "old",
        plan: { plan: { strategy: "task", task: spare("a") } },
        createdAt: 0,
      },
      "an earlier version",
      1_000,
    );
    const { handles } = await world.takeUp([]);
    await expect(handles[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
  });

  test("that was opened here for the first time fails, as it always has", async () => {
    const { orchestrator } = createWorld().start([agent("work")]);
    expect(await orchestrator.delegateTask(spare("a"))).toMatchObject({
      status: "failed",
      failure: { code: "not_registered" },
    });
  });
});
