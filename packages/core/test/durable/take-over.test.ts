import type { HierarchicalOutcome, Plan, Task } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createFailingStore } from "./failing-store.ts";
import { createWorld } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });
const holding = () => createScriptedAgent({ agentType: "work", script: [hold()] });

describe("resume", () => {
  test("gives each run to one of several processes that ask at once", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([holding()]);
    const ids = ["a", "b", "c", "d"];
    for (const id of ids) orchestrator.startTask({ ...work(id), id }).settled.catch(() => {});
    await runtime.advance(0);
    await world.clock.advance(30_000);
    const agents = [done(), done(), done()];
    const taken = await Promise.all(agents.map((agent) => world.start([agent]).orchestrator.resume()));
    const handles = taken.flat();
    expect(handles.map(({ runId }) => runId).sort()).toEqual(ids);
    await Promise.all(handles.map(({ settled }) => settled));
    expect(agents.reduce((sum, { calls }) => sum + calls.length, 0)).toBe(4);
  });

  test("takes up more runs than one claim answers", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([holding()]);
    for (let index = 0; index < 250; index++) {
      orchestrator.startTask({ ...work("w"), id: `r${index}` }).settled.catch(() => {});
    }
    await runtime.advance(0);
    const agent = done();
    const { handles } = await world.takeUp([agent]);
    expect(handles).toHaveLength(250);
    await Promise.all(handles.map(({ settled }) => settled));
    expect(agent.calls).toHaveLength(250);
  });

  test("takes up a stored plan with options that only another version knows", async () => {
    const world = createWorld();
    const task = { ...work("later"), mood: "calm" };
    const plans = [
      { strategy: "task", task, weight: 1 },
      { strategy: "parallel", tasks: [task], weight: 1 },
    ];
    for (const plan of plans) {
      await world.store.open(
        { runId: plan.strategy, strategy: "task", title: "r", plan: { plan }, createdAt: 0 },
        "other version",
        1_000,
      );
    }
    const { handles } = await world.takeUp([done()]);
    expect(handles.map(({ runId }) => runId)).toEqual(["task", "parallel"]);
    expect(await handles[0].settled).toMatchObject({ status: "completed" });
    expect(await handles[1].settled).toMatchObject([{ status: "completed" }]);
  });

  test("takes up nothing that has ended or that somebody owns", async () => {
    const world = createWorld();
    const { orchestrator } = world.start([done()]);
    await orchestrator.delegateTask(work("ended"));
    expect((await world.takeUp([done()])).handles).toEqual([]);
    const owner = world.start([holding()]);
    owner.orchestrator.startTask(work("owned")).settled.catch(() => {});
    await owner.runtime.advance(0);
    expect(await world.start([done()]).orchestrator.resume()).toEqual([]);
  });

  test("goes on with the other runs when one cannot be loaded", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([holding()]);
    for (const id of ["a", "bad", "c"]) orchestrator.startTask({ ...work(id), id }).settled.catch(() => {});
    await runtime.advance(0);
    const load: typeof world.store.load = (runId) =>
      runId === "bad" ? Promise.reject(new Error("page is torn")) : world.store.load(runId);
    const agent = done();
    const { handles } = await world.takeUp([agent], { store: { ...world.store, load } });
    await Promise.all(handles.map(({ settled }) => settled.catch(() => {})));
    expect(agent.calls.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(["a", "c"]);
  });

  test("answers with handles that can cancel", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([holding()]);
    orchestrator
      .startRun({ strategy: "sequential", tasks: [work("a"), work("b")] }, { id: "run" })
      .settled.catch(() => {});
    await runtime.advance(0);
    const { handles } = await world.takeUp([holding()]);
    await handles[0].cancel("not needed any more");
    const records = (await handles[0].settled) as readonly Task[];
    expect(records.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    const stored = await world.store.load("run");
    expect(stored?.status).toBe("cancelled");
    expect(stored?.tasks.map(({ task }) => task.status)).toEqual(["cancelled", "cancelled"]);
  });

  test.each<[string, Plan]>([
    [
      "a strict task of a graph",
      {
        strategy: "graph",
        tasks: [
          { agentType: "broken", description: "gate", id: "gate", strict: true },
          { ...work("a"), id: "a" },
          { ...work("b"), id: "b" },
        ],
      },
    ],
    [
      "onFailure stop",
      {
        strategy: "hierarchical",
        mainTask: "main",
        subtasks: [{ agentType: "broken", description: "gate" }, work("a"), work("b")],
        onFailure: "stop",
      },
    ],
  ])("leaves results that were committed as they are when %s ends the run", async (_what, plan) => {
    const world = createWorld();
    const broken = createScriptedAgent({
      agentType: "broken",
      script: [async () => Promise.reject(new Error("no"))],
    });
    const agents = [broken, done()];
    const { orchestrator, runtime } = world.start(agents, {
      store: createFailingStore(world.store, 0, "hang"),
    });
    orchestrator.startRun(plan, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    // The second life commits everything up to the end, and dies before it hears of it.
    const second = await world.takeUp(agents, { store: createFailingStore(world.store, 1, "written") });
    await second.runtime.advance(0);
    const left = await world.store.load("run");
    const { handles } = await world.takeUp(agents);
    if (handles.length > 0) {
      const outcome = (await handles[0].settled) as readonly Task[] | HierarchicalOutcome;
      const records = "tasks" in outcome ? outcome.tasks : outcome;
      for (const { status } of records) expect(["completed", "failed", "cancelled"]).toContain(status);
    }
    const stored = await world.store.load("run");
    for (const { task } of left?.tasks ?? []) {
      if (task.finishedAt !== undefined) {
        expect(stored?.tasks.find((other) => other.task.taskId === task.taskId)?.task).toEqual(task);
      }
    }
    expect(stored?.status).toBe("failed");
  });
});

describe("a child with a key", () => {
  test("that asks for something else in the second life fails with non_deterministic, once", async () => {
    const world = createWorld();
    const parent = (description: string) =>
      createScriptedAgent({
        agentType: "parent",
        script: [
          async (_task, { delegate, signal }) => {
            const child = await delegate({ ...work(description), key: "child" });
            if (description === "old")
              await new Promise((_resolve, reject) => signal.addEventListener("abort", reject));
            return child.failure?.code ?? child.status;
          },
        ],
      });
    const { orchestrator, runtime } = world.start([parent("old"), done()]);
    orchestrator.startTask({ agentType: "parent", description: "top", id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    const worker = done();
    const { handles } = await world.takeUp([parent("new"), worker]);
    expect(await handles[0].settled).toMatchObject({ status: "completed", result: "non_deterministic" });
    expect(worker.calls).toEqual([]);
    expect((await world.store.find("run/child"))?.task).toMatchObject({
      status: "completed",
      description: "old",
    });
  });

  test("that completed is reused by a later attempt in the second life; one that failed runs anew", async () => {
    const world = createWorld();
    const parent = () =>
      createScriptedAgent({
        agentType: "parent",
        script: [
          async (_task, { delegate, attempt }) => {
            const good = await delegate({ ...work("good"), key: "good" });
            const bad = await delegate({ agentType: "unsure", description: "bad", key: "bad" });
            if (attempt === 1) throw new Error("once more");
            return [good.result, bad.status];
          },
        ],
      });
    const retry = { attempts: 2, backoff: { initialMs: 5_000, jitter: 0 } };
    const failing = createScriptedAgent({ agentType: "unsure", script: [new Error("not yet")] });
    const { orchestrator, runtime } = world.start([parent(), done(), failing]);
    orchestrator
      .startTask({ agentType: "parent", description: "top", id: "run", retry })
      .settled.catch(() => {});
    await runtime.advance(0);
    const worker = done();
    const sure = createScriptedAgent({ agentType: "unsure", script: ["now"] });
    const { handles } = await world.takeUp([parent(), worker, sure]);
    expect(await handles[0].settled).toMatchObject({
      status: "completed",
      result: ["done", "completed"],
      attempts: 2,
    });
    expect(worker.calls).toEqual([]);
    expect(sure.calls).toHaveLength(1);
  });
});

describe("cancel of a durable run", () => {
  test("that is still being opened executes nothing, and is stored as cancelled", async () => {
    const world = createWorld();
    const agent = done();
    const { orchestrator } = world.start([agent]);
    const handle = orchestrator.startRun({ strategy: "parallel", tasks: [work("a")] }, { id: "run" });
    await handle.cancel("never mind");
    expect((await handle.settled).map(({ status }) => status)).toEqual(["cancelled"]);
    expect(agent.calls).toEqual([]);
    expect((await world.store.load("run"))?.status).toBe("cancelled");
    expect((await world.takeUp([done()])).handles).toEqual([]);
  });

  test("is not undone by a later process", async () => {
    const world = createWorld();
    const agent = holding();
    const { orchestrator } = world.start([agent]);
    const handle = orchestrator.startTask({ ...work("a"), id: "run" });
    await agent.called(1);
    expect(await orchestrator.cancel("run")).toBe(true);
    expect(await handle.settled).toMatchObject({ status: "cancelled" });
    expect((await world.store.load("run"))?.status).toBe("cancelled");
    expect((await world.takeUp([done()])).handles).toEqual([]);
  });
});
