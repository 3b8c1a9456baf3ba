import type { OrchestrationEvent, Plan, Task } from "@convoke/core";
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

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function listTasks(outcome: unknown): readonly Task[] {
  if (Array.isArray(outcome)) return outcome as Task[];
  return "tasks" in (outcome as object) ? (outcome as { tasks: Task[] }).tasks : [outcome as Task];
}

describe("a process that lost its lease", () => {
  test.each(plans.map((plan) => [plan.strategy, plan] as const))(
    "has its late result refused, rejects its %s run with lease_lost, and tells nothing that is not in the store",
    async (_strategy, plan) => {
      const world = createWorld();
      const old = holding();
      const { orchestrator: lost, runtime } = world.start([old]);
      const events: OrchestrationEvent[] = [];
      lost.subscribe((event) => void events.push(event));
      const { settled } = lost.startRun(plan, { id: "run" });
      const followed = collect(lost.events({ runId: "run" }));
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
      await expect(settled).rejects.toMatchObject({ code: "lease_lost" });
      const kept = (await world.store.readEvents(0, 100)).map(({ event, ...place }) => ({
        ...(event as object),
        ...place,
      }));
      for (const event of events.slice(0, -1)) expect(kept).toContainEqual(JSON.parse(JSON.stringify(event)));
      expect(events.at(-1)).toMatchObject({
        type: "run-lost",
        runId: "run",
        failure: { code: "lease_lost" },
      });
      expect((await followed).at(-1)).toMatchObject({ type: "run-lost" });
      // What became of it, only the store knows.
      expect(lost.getTaskStatus("run/0") ?? lost.getTaskStatus("run")).toBeUndefined();
      expect(await lost.findOutcome("run")).toEqual(outcome);
      expect(lost.getStatistics()).toMatchObject({ totalTasks: 0, tasksFailed: 0, tasksCancelled: 0 });
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
    const { settled } = lost.startTask(work("a"));
    await old.called(1);
    const { handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["young"] })]);
    await handles[0].settled;
    await runtime.advance(leaseMs / 3);
    await expect(settled).rejects.toMatchObject({ code: "lease_lost" });
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
    const { settled } = lost.startTask(work("a"));
    await old.called(1);
    await world.takeUp([createScriptedAgent({ agentType: "work", script: ["young"] })]);
    await runtime.advance(leaseMs / 3);
    await expect(settled).rejects.toMatchObject({ code: "lease_lost" });
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
    "has a %s run reject with store_failed after %i commits; every promise settles, and what was not committed is not told",
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
      const refusal = { code: "store_failed", message: expect.stringContaining("the disk is full") };
      await expect(settled).rejects.toMatchObject(refusal);
      const told = events.map(({ type }) => type);
      const kept = await world.store.readEvents(0, 100);
      expect(told).toEqual([...kept.map(({ event }) => (event as { type: string }).type), "run-lost"]);
      expect(events.at(-1)).toMatchObject({ runId: "run", failure: refusal });
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
    const failed = unlucky.startTask(work("a")).settled;
    expect(await lucky.delegateTask(work("b"))).toMatchObject({ status: "completed" });
    await expect(failed).rejects.toMatchObject({ code: "store_failed" });
    expect(recorder.types()).toContain("run-settled");
  });
});
