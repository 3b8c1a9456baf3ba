import type { OrchestrationEvent } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { leaveRun, work } from "./missing-agents.ts";
import { createWorld, leaseMs } from "./two-lives.ts";

const agent = (...script: Parameters<typeof createScriptedAgent>[0]["script"]) =>
  createScriptedAgent({ agentType: "work", script });

describe("a durable run", () => {
  test("completes although the renewal of its lease is refused while its end is being committed", async () => {
    const world = createWorld();
    const answered = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const store = {
      ...world.store,
      async commit(...[lease, writes]: Parameters<typeof world.store.commit>) {
        const receipt = await world.store.commit(lease, writes);
        if (writes.run === undefined) return receipt;
        reached.resolve();
        await answered.promise;
        return receipt;
      },
    };
    const { orchestrator, runtime } = world.start([agent("done")], { store });
    const events: OrchestrationEvent[] = [];
    orchestrator.subscribe((event) => void events.push(event));
    const { settled } = orchestrator.startTask({ ...work("a"), id: "run" });
    await reached.promise;
    await runtime.advance(leaseMs / 3);
    answered.resolve();
    expect(await settled).toMatchObject({ status: "completed", result: "done" });
    expect(events.map(({ type }) => type)).not.toContain("run-lost");
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 1, tasksCompleted: 1 });
  });

  test("that a function of the caller's ends is told to have failed when that is in the store", async () => {
    const world = createWorld();
    const same = () => {
      throw new Error("cannot compare");
    };
    const { orchestrator } = world.start([agent("yes")], { functions: { same } });
    const told: [string, string | undefined][] = [];
    orchestrator.subscribe(async ({ type }) => {
      if (type === "run-settled") told.push([type, (await world.store.load("run"))?.status]);
    });
    const plan = { strategy: "consensus", task: "?", agents: ["work", "work"], equivalence: same } as const;
    await expect(orchestrator.startRun({ ...plan, minAgreement: 1 }, { id: "run" }).settled).rejects.toThrow(
      "cannot compare",
    );
    expect(told).toEqual([["run-settled", "failed"]]);
    const kept = await world.store.readEvents(0, 100, "run");
    expect(kept.at(-1)?.event).toMatchObject({ type: "run-settled", status: "failed" });
  });

  test("goes on when the answers of its store cannot be read for once", async () => {
    const world = createWorld();
    let reads = 0;
    const loadAnswers: typeof world.store.loadAnswers = (runId) =>
      ++reads === 2 ? Promise.reject(new Error("busy")) : world.store.loadAnswers(runId);
    const asking = agent((_task, context) =>
      context.waitFor("leave", {
        "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
      }),
    );
    const { orchestrator, runtime } = world.start([asking], {
      store: { ...world.store, loadAnswers },
    });
    const { settled } = orchestrator.startTask({ ...work("a"), id: "run" });
    await asking.called(1);
    await runtime.advance(0);
    await world.store.answer("run", "leave", "granted");
    await runtime.advance(leaseMs / 3);
    expect(reads).toBe(2);
    await runtime.advance(leaseMs / 3);
    expect(await settled).toMatchObject({ status: "completed", result: "granted" });
  });
});

test("resume rejects with store_failed when the store throws at once", async () => {
  const world = await leaveRun({ strategy: "task", task: work("a") });
  await world.clock.advance(leaseMs);
  const claim = () => {
    throw new Error("no such table");
  };
  const { orchestrator } = world.start([], { store: { ...world.store, claim } });
  await expect(orchestrator.resume()).rejects.toMatchObject({
    code: "store_failed",
    message: "no such table",
  });
});

test("cancel ends a run also when it is parked in that moment", async () => {
  const world = createWorld();
  const first = world.start([agent(hold()), createScriptedAgent({ agentType: "spare", script: [hold()] })]);
  const tasks = [work("a"), { agentType: "spare", description: "b" }];
  first.orchestrator.startRun({ strategy: "parallel", tasks }, { id: "run" });
  await first.runtime.advance(0);
  const { orchestrator, handles, runtime } = await world.takeUp([agent(hold({ ignoresSignal: true }))]);
  // It is parked, and waits for an executor that does not listen.
  const cancelled = orchestrator.cancel("run", "not needed");
  await runtime.advance(1_000);
  expect(await cancelled).toBe(true);
  await expect(handles[0].settled).rejects.toMatchObject({ code: "not_registered" });
  expect(await world.store.load("run")).toMatchObject({ status: "cancelled" });
});
