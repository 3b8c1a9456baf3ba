import { type OrchestrationEvent, type Plan, type Task, TaskStatus } from "@convoke/core";
import { createScriptedAgent, hold, recordEvents } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createFailingStore } from "./failing-store.ts";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const holding = () => createScriptedAgent({ agentType: "work", script: [hold({ ignoresSignal: true })] });
const tasks = [work("a"), work("b")];

const plans: readonly Plan[] = [
  { strategy: "task", task: work("a") },
  { strategy: "sequential", tasks },
  { strategy: "parallel", tasks },
  { strategy: "hierarchical", mainTask: "main", subtasks: tasks },
  { strategy: "consensus", task: "true?", agents: ["work", "work"], minAgreement: 1 },
  {
    strategy: "graph",
    tasks: [
      { ...tasks[0], id: "a" },
      { ...tasks[1], id: "b", dependsOn: ["a"] },
    ],
  },
];

function listTasks(outcome: unknown): readonly Task[] {
  if (Array.isArray(outcome)) return outcome as Task[];
  return "tasks" in (outcome as object) ? (outcome as { tasks: Task[] }).tasks : [outcome as Task];
}

describe("a process that lost its lease", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "has its late result refused, and ends its %s run as failed with lease_lost",
    async (_strategy, plan) => {
      const world = createWorld();
      const old = holding();
      const { orchestrator: lost, runtime } = world.start([old]);
      const { settled } = lost.startRun(plan, { id: "run" });
      await old.called(1);
      await runtime.advance(0);
      const young = createScriptedAgent({ agentType: "work", script: ["young"] });
      const { handles } = await world.takeUp([young]);
      const outcome = await handles[0].settled;
      expect(
        listTasks(outcome).every(({ status, result }) => status === "completed" && result === "young"),
      ).toBe(true);

      old.release(0, "late");
      await runtime.advance(0);
      if (old.calls.length > 1) old.release(1, "late too");
      await runtime.advance(2_000);
      const lostOutcome = await settled;
      if (plan.strategy === "hierarchical")
        expect(lostOutcome).toMatchObject({ status: "failed", failure: { code: "lease_lost" } });
      const ended = listTasks(lostOutcome);
      expect(ended[0]).toMatchObject({ status: "failed", failure: { code: "lease_lost" } });
      expect(ended.every(({ status }) => status === "failed" || status === "cancelled")).toBe(true);
      const stored = await world.store.load("run");
      expect(stored?.status).toBe("completed");
      expect(stored?.tasks.every(({ task }) => task.result === "young")).toBe(true);
      expect(lost.getStatistics().tasksInProgress).toBe(0);
      await lost.close();
      expect(runtime.pendingTimers).toBe(0);
    },
  );

  test("learns it from its heartbeat, and stops what runs", async () => {
    const world = createWorld();
    const old = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { orchestrator: lost, runtime } = world.start([old]);
    const settled = lost.delegateTask(work("a"));
    await old.called(1);
    const { handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["young"] })]);
    await handles[0].settled;
    await runtime.advance(leaseMs / 3);
    expect(await settled).toMatchObject({ status: "failed", failure: { code: "lease_lost" } });
    expect(old.calls[0].signal.aborted).toBe(true);
    await lost.close();
    expect(runtime.pendingTimers).toBe(0);
  });

  test("starts no child, step or wait any more once it knows", async () => {
    const world = createWorld();
    const refusals: unknown[] = [];
    const old = createScriptedAgent({
      agentType: "work",
      script: [
        async (_task, context) => {
          await new Promise<void>((resolve) => context.signal.addEventListener("abort", () => resolve()));
          for (const start of [
            () => context.delegate(work("child")),
            () => context.step("late", async () => 1),
            () => context.budget.reserve({ costUsd: 1 }),
          ]) {
            await start().catch((error: { code?: string }) => refusals.push(error.code));
          }
        },
      ],
    });
    const { orchestrator: lost, runtime } = world.start([old]);
    const settled = lost.delegateTask(work("a"));
    await old.called(1);
    await world.takeUp([createScriptedAgent({ agentType: "work", script: ["young"] })]);
    await runtime.advance(leaseMs / 3);
    await settled;
    expect(refusals).toEqual(["lease_lost", "lease_lost", "lease_lost"]);
  });
});

describe("the heartbeat", () => {
  test("keeps a run that is longer than its lease owned", async () => {
    const world = createWorld();
    const agent = holding();
    const { orchestrator, runtime } = world.start([agent]);
    const settled = orchestrator.delegateTask(work("long"));
    await agent.called(1);
    const rival = world.start([agent]).orchestrator;
    for (let passed = 0; passed < 4 * leaseMs; passed += leaseMs / 6) {
      await runtime.advance(leaseMs / 6);
      await world.clock.advance(leaseMs / 6);
      expect(await rival.resume()).toEqual([]);
    }
    agent.release(0, "done");
    expect(await settled).toMatchObject({ status: "completed", result: "done" });
    expect(agent.calls).toHaveLength(1);
  });

  test("stops by itself when no run is left", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([
      createScriptedAgent({ agentType: "work", script: ["done"] }),
    ]);
    await orchestrator.delegateTask(work("short"));
    await runtime.advance(leaseMs);
    expect(runtime.pendingTimers).toBe(0);
  });
});

describe("close", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "parks a durable %s run: nothing is written as cancelled, and another process resumes it after the lease",
    async (_strategy, plan) => {
      const world = createWorld();
      const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
      const { orchestrator, runtime } = world.start([agent]);
      const { settled } = orchestrator.startRun(plan, { id: "run" });
      await agent.called(1);
      await runtime.advance(0);
      await orchestrator.close();
      for (const { status } of listTasks(await settled)) expect(status).toBe("cancelled");
      expect(runtime.pendingTimers).toBe(0);

      const parked = await world.store.load("run");
      expect(parked?.status).toBe("running");
      expect(parked?.tasks.map(({ task }) => task.status)).not.toContain("cancelled");
      const { handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["done"] })]);
      expect(listTasks(await handles[0].settled).map(({ status }) => status)).not.toContain("cancelled");
      expect((await world.store.load("run"))?.status).toBe("completed");
    },
  );

  test("parks also a run whose opening is under way", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { orchestrator } = world.start([agent]);
    const { settled } = orchestrator.startRun({ strategy: "parallel", tasks }, { id: "run" });
    await orchestrator.close();
    await settled.catch(() => {});
    expect(agent.calls).toHaveLength(0);
    const parked = await world.store.load("run");
    expect(parked?.status ?? "running").toBe("running");
    expect(parked?.tasks.map(({ task }) => task.status) ?? []).not.toContain("cancelled");
  });

  test("waits for nobody who hangs in the store, and refuses what comes after", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    const { orchestrator, runtime } = world.start([agent]);
    await orchestrator.close();
    await orchestrator.close();
    await expect(orchestrator.delegateTask(work("late"))).rejects.toMatchObject({ code: "closed" });
    expect(runtime.pendingTimers).toBe(0);
  });
});

describe("a store that rejects commits", () => {
  // As many commits as each takes: of a single task, the outcome and the end of the run are one.
  const fitting = plans.flatMap((plan) =>
    (plan.strategy === "task" ? [0] : [0, 1]).map((whole) => [plan.strategy, whole, plan] as const),
  );
  test.each(fitting)(
    "fails the tasks of a %s run with store_failed after %i commits; every promise settles",
    async (_strategy, whole, plan) => {
      const world = createWorld();
      const agent = createScriptedAgent({
        agentType: "work",
        script: [async (_task, { signal }) => signal.throwIfAborted()],
      });
      const store = createFailingStore(world.store, whole, "refuse");
      const { orchestrator, runtime } = world.start([agent], { store });
      const events: OrchestrationEvent[] = [];
      orchestrator.subscribe((event) => void events.push(event));
      const { settled } = orchestrator.startRun(plan, { id: "run" });
      const ended = await settled.then(
        (outcome) => listTasks(outcome).filter(({ status }) => status === TaskStatus.FAILED),
        (error: unknown) => [{ failure: error }],
      );
      expect(ended.length).toBeGreaterThan(0);
      for (const { failure } of ended)
        expect(failure).toMatchObject({
          code: "store_failed",
          message: expect.stringContaining("the disk is full"),
        });
      const ends = events.flatMap((event) => (event.type === "run-settled" ? [event.status] : []));
      expect(ends).toEqual(["failed"]);
      await runtime.advance(leaseMs);
      expect(orchestrator.getStatistics().tasksInProgress).toBe(0);
      await orchestrator.close();
      expect(runtime.pendingTimers).toBe(0);
      expect((await world.store.load("run"))?.status).toBe("running");
    },
  );

  test("rejects with store_failed when the run cannot even be opened, and forgets it", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    let broken = true;
    const store = {
      ...world.store,
      open: (...parts: Parameters<typeof world.store.open>) =>
        broken ? Promise.reject(new Error("the disk is gone")) : world.store.open(...parts),
    };
    const { orchestrator } = world.start([agent], { store });
    await expect(orchestrator.delegateTask({ ...work("a"), id: "run" })).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("the disk is gone"),
    });
    broken = false;
    expect(await orchestrator.delegateTask({ ...work("a"), id: "run" })).toMatchObject({
      status: "completed",
    });
  });

  test("lets the runs of other orchestrators be", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    const { orchestrator: unlucky } = world.start([agent], {
      store: createFailingStore(world.store, 0, "refuse"),
    });
    const { orchestrator: lucky } = world.start([agent]);
    const recorder = recordEvents(lucky);
    const [failed, completed] = await Promise.all([
      unlucky.delegateTask(work("a")),
      lucky.delegateTask(work("b")),
    ]);
    expect([failed.status, completed.status]).toEqual(["failed", "completed"]);
    expect(recorder.types()).toContain("run-settled");
  });
});
