import {
  ErrorCode,
  type OrchestrationEvent,
  type Plan,
  type StandardSchemaV1,
  type Task,
} from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const holding = () => createScriptedAgent({ agentType: "work", script: [hold()] });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });
const parent = () =>
  createScriptedAgent({
    agentType: "parent",
    script: [async (_task, { delegate }) => (await delegate(work("child"))).status],
  });

const anything: StandardSchemaV1 = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
};
const waiting = () =>
  createScriptedAgent({
    agentType: "work",
    script: [(_task, context) => context.waitFor("leave", anything)],
  });

/** Begins a run in a process that dies, and lets `lives` more take it up and die. */
async function dieInTurn(plan: Plan, lives: number, options?: { readonly maxResumes: number }) {
  const world = createWorld();
  const first = world.start([parent(), holding()], options);
  first.orchestrator.startRun(plan, { id: "run" });
  await first.runtime.advance(0);
  for (let life = 0; life < lives; life++) {
    const { handles, runtime } = await world.takeUp([parent(), holding()], options);
    expect(handles).toHaveLength(1);
    await runtime.advance(0);
    expect((await world.store.load("run"))?.status).toBe("running");
  }
  return world;
}

describe("maxResumes", () => {
  test("is no matter for a run that waits for an answer while its processes die", async () => {
    const world = createWorld();
    const first = world.start([waiting()]);
    first.orchestrator.startTask({ ...work("a"), id: "run" });
    await first.runtime.advance(0);
    for (let life = 0; life < 5; life++) {
      const { handles, runtime } = await world.takeUp([waiting()]);
      expect(handles).toHaveLength(1);
      await runtime.advance(0);
    }
    await world.store.answer("run", "leave", "granted");
    const { handles } = await world.takeUp([waiting()]);
    expect(await handles[0].settled).toMatchObject({ status: "completed", result: "granted" });
  });

  test("gives up a run in which one task waits for an answer while another ends the process in each of its lives", async () => {
    const world = createWorld();
    const agents = () => [waiting(), createScriptedAgent({ agentType: "deadly", script: [hold()] })];
    const first = world.start(agents());
    const tasks = [work("ask"), { agentType: "deadly", description: "dies here" }];
    first.orchestrator.startRun({ strategy: "parallel", tasks }, { id: "run" });
    await first.runtime.advance(0);
    for (let life = 0; life < 3; life++) {
      const { handles, runtime } = await world.takeUp(agents());
      expect(handles).toHaveLength(1);
      await runtime.advance(0);
      expect((await world.store.load("run"))?.status).toBe("running");
    }
    const { handles } = await world.takeUp(agents());
    expect(await handles[0].settled).toMatchObject([
      { status: "failed", failure: { code: "crash_loop" } },
      { status: "failed", failure: { code: "crash_loop" } },
    ]);
  });

  test("is no matter for a run of which all that is under way waits, be it for children that do, or for a retry", async () => {
    const world = createWorld();
    const agents = () => [
      waiting(),
      parent(),
      createScriptedAgent({ agentType: "failing", script: [new Error("not yet")] }),
    ];
    const retry = { attempts: 2, backoff: { initialMs: 1e9, maxMs: 1e9, jitter: 0 } };
    const tasks = [
      { agentType: "parent", description: "asks by a child" },
      work("asks itself"),
      { agentType: "failing", description: "is tried again much later", retry },
    ];
    const first = world.start(agents());
    first.orchestrator.startRun({ strategy: "parallel", tasks }, { id: "run" });
    await first.runtime.advance(0);
    for (let life = 0; life < 6; life++) {
      const { handles, runtime } = await world.takeUp(agents());
      expect(handles).toHaveLength(1);
      await runtime.advance(0);
      expect((await world.store.load("run"))?.status).toBe("running");
    }
  });

  test.each<[string, Plan]>([
    ["task", { strategy: "task", task: work("a") }],
    ["sequential", { strategy: "sequential", tasks: [work("a"), work("b")] }],
    ["parallel", { strategy: "parallel", tasks: [work("a"), work("b")], concurrency: 1 }],
    ["hierarchical", { strategy: "hierarchical", mainTask: "m", subtasks: [work("a"), work("b")] }],
    ["consensus", { strategy: "consensus", task: "?", agents: ["work", "work"], minAgreement: 1 }],
    [
      "graph",
      {
        strategy: "graph",
        tasks: [
          { ...work("a"), id: "a" },
          { ...work("b"), id: "b", dependsOn: ["a"] },
        ],
      },
    ],
  ])(
    "ends a %s run whose process died again after three take-overs as failed with crash_loop",
    async (_name, plan) => {
      const world = await dieInTurn(plan, 3);
      const agent = done();
      await world.clock.advance(leaseMs);
      const { orchestrator } = world.start([agent]);
      const events: OrchestrationEvent[] = [];
      orchestrator.subscribe((event) => void events.push(event));
      const [handle] = await orchestrator.resume();
      await handle.settled;
      expect(agent.calls).toEqual([]);
      const stored = await world.store.load("run");
      expect(stored).toMatchObject({ status: "failed", stop: { code: ErrorCode.CRASH_LOOP } });
      expect(stored?.stop?.message).toContain("its process died 4 times in a row");
      expect(stored?.stop?.message).toContain('("');
      const begun = stored?.tasks.filter(({ task }) => task.startedAt !== undefined) ?? [];
      expect(begun.length).toBeGreaterThan(0);
      for (const { task } of begun)
        expect(task).toMatchObject({ status: "failed", failure: { code: "crash_loop" } });
      for (const { task } of stored?.tasks ?? []) expect(task.finishedAt).toBeDefined();
      expect(events.at(-1)).toMatchObject({ type: "run-settled", status: "failed" });
      expect((await world.takeUp([done()])).handles).toEqual([]);
      expect(orchestrator.getStatistics()).toMatchObject({ tasksInProgress: 0 });
    },
  );

  test("settles the children of a run that is given up", async () => {
    const world = await dieInTurn({ strategy: "task", task: { agentType: "parent", description: "top" } }, 3);
    const { handles, orchestrator } = await world.takeUp([parent(), done()]);
    expect(await handles[0].settled).toMatchObject({ status: "failed", failure: { code: "crash_loop" } });
    const stored = await world.store.load("run");
    expect(stored?.tasks).toHaveLength(2);
    const child = stored?.tasks.find(({ task }) => task.parentId === "run")?.task;
    expect(child).toMatchObject({
      status: "cancelled",
      error: expect.stringContaining("Cancelled: its run was stopped: Run run was given up") as string,
      finishedAt: expect.any(Number) as number,
    });
    expect(orchestrator.getTaskStatus(child!.taskId)).toEqual(child);
  });

  test("calls no function of a run that is given up: it may be what ends the process", async () => {
    const world = createWorld();
    const calls: string[] = [];
    const hang = () => {
      calls.push("aggregate");
      return new Promise<never>(() => undefined);
    };
    const options = { functions: { hang } };
    const first = world.start([done()], options);
    const plan = {
      strategy: "hierarchical",
      mainTask: "m",
      subtasks: [work("a")],
      aggregationStrategy: hang,
    } as const;
    first.orchestrator.startRun(plan, { id: "run" }).settled.catch(() => undefined);
    await first.runtime.advance(0);
    for (let life = 0; life < 3; life++) await (await world.takeUp([done()], options)).runtime.advance(0);
    expect(calls).toHaveLength(4);
    const { handles, orchestrator } = await world.takeUp([done()], options);
    const outcome = await handles[0].settled;
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { code: "crash_loop" },
      tasks: [{ status: "completed" }],
    });
    expect(await orchestrator.findOutcome("run")).toEqual(outcome);
    expect(await world.start([]).orchestrator.findOutcome("run")).toMatchObject({ status: "failed" });
    expect(calls).toHaveLength(4);
  });

  test("settles also those tasks of a run that its plan, which cannot be run any more, does not come to", async () => {
    const world = await dieInTurn({ strategy: "parallel", tasks: [work("a"), work("b")] }, 3);
    const load: typeof world.store.load = async (runId) => {
      const stored = await world.store.load(runId);
      const cyclic = [
        { ...work("a"), id: "a", dependsOn: ["b"] },
        { ...work("b"), id: "b", dependsOn: ["a"] },
      ];
      return stored && { ...stored, plan: { plan: { strategy: "graph", tasks: cyclic } } };
    };
    const { handles } = await world.takeUp([done()], { store: { ...world.store, load } });
    await expect(handles[0].settled).rejects.toMatchObject({ code: "cycle" });
    const stored = await world.store.load("run");
    expect(stored).toMatchObject({ status: "failed", stop: { code: "crash_loop" } });
    for (const { task } of stored?.tasks ?? [])
      expect(task).toMatchObject({ status: "failed", failure: { code: "crash_loop" } });
    const told = (await world.store.readEvents(0, 100, "run")).map(
      ({ event }) => event as OrchestrationEvent,
    );
    expect(told.flatMap((event) => (event.type === "task-settled" ? [event.task.taskId] : []))).toEqual([
      "run/0",
      "run/1",
    ]);
  });

  test("0 gives a run up at its first take-over; more let it go on longer", async () => {
    const eager = await dieInTurn({ strategy: "task", task: work("a") }, 0);
    const given = await eager.takeUp([done()], { maxResumes: 0 });
    expect(await given.handles[0].settled).toMatchObject({
      failure: {
        code: "crash_loop",
        message: expect.stringContaining("its process died once before") as string,
      },
    });
    const patient = await dieInTurn({ strategy: "task", task: work("a") }, 5, { maxResumes: 5 });
    expect(await (await patient.takeUp([done()], { maxResumes: 6 })).handles[0].settled).toMatchObject({
      status: "completed",
    });
  });

  test("counts anew once something of the run has settled", async () => {
    const tasks = Array.from({ length: 8 }, (_, index) => work(String(index)));
    const world = createWorld();
    const life = () => createScriptedAgent({ agentType: "work", script: ["done", hold()] });
    const first = world.start([life()]);
    first.orchestrator.startRun({ strategy: "sequential", tasks }, { id: "run" });
    await first.runtime.advance(0);
    for (let count = 0; count < 6; count++) await (await world.takeUp([life()])).runtime.advance(0);
    const { handles } = await world.takeUp([done()]);
    expect(((await handles[0].settled) as readonly Task[]).map(({ status }) => status)).toEqual(
      tasks.map(() => "completed"),
    );
  });

  test("does not count lives that gave the run back", async () => {
    const world = await dieInTurn({ strategy: "task", task: work("a") }, 3);
    // Each of these was told to end, and did in time.
    let orchestrator = (await world.takeUp([holding()], { maxResumes: Infinity })).orchestrator;
    for (let life = 0; life < 5; life++) {
      await orchestrator.close();
      ({ orchestrator } = world.start([holding()], { maxResumes: 4 }));
      expect(await orchestrator.resume()).toHaveLength(1);
    }
    await orchestrator.close();
    const { handles } = await world.takeUp([done()], { maxResumes: 4 });
    expect(await handles[0].settled).toMatchObject({ status: "completed" });
  });

  test.each([-1, 1.5, Number.NaN, "3"])("refuses %j", (maxResumes) => {
    expect(() => createWorld().start([], { maxResumes: maxResumes as number })).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        message: expect.stringContaining("maxResumes") as string,
      }),
    );
  });
});
