import { OrchestrationError, type OrchestrationEvent } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createProcessRuntime } from "./crash.ts";
import { createWorld, leaseMs, type World } from "./two-lives.ts";

/** A run in a process whose store refuses the renewals for which `refuse` has an error. */
async function beginRun(world: World, refuse: (askedAt: number) => Error | undefined) {
  const own = createProcessRuntime(7);
  let pausedMs = 0;
  const runtime = { ...own, now: () => own.now() + pausedMs };
  let asked = 0;
  const renew: typeof world.store.renew = async (lease) => {
    asked++;
    const error = refuse(own.now());
    if (error !== undefined) throw error;
    return world.store.renew(lease);
  };
  const worker = createScriptedAgent({ agentType: "work", script: [hold()], maxConcurrency: 1 });
  const { orchestrator } = world.start([worker], { runtime, store: { ...world.store, renew } });
  const events: OrchestrationEvent[] = [];
  orchestrator.subscribe((event) => void events.push(event), { types: ["run-lost"] });
  const { settled } = orchestrator.startTask({ agentType: "work", description: "long", id: "run" });
  settled.catch(() => undefined);
  await worker.called(1);
  await own.advance(0);
  return {
    orchestrator,
    worker,
    settled,
    events,
    own,
    countAsked: () => asked,
    pause(milliseconds: number) {
      pausedMs += milliseconds;
    },
    /** Lets time pass here and where leases are kept. */
    async pass(milliseconds: number) {
      await own.advance(milliseconds);
      await world.clock.advance(milliseconds);
    },
  };
}

const full = new Error("the disk is full");

describe("a renewal that the store fails to make", () => {
  test.each([
    ["a moment", leaseMs / 3 + 1],
    ["nearly a lease", leaseMs - 1],
  ])("for %s gives nothing up: the run stays owned, and goes on", async (_how, untilMs) => {
    const world = createWorld();
    const life = await beginRun(world, (askedAt) => (askedAt < untilMs ? full : undefined));
    const rival = world.start([]).orchestrator;
    for (let passed = 0; passed < 2 * leaseMs; passed += leaseMs / 12) {
      await life.pass(leaseMs / 12);
      expect(await rival.resume()).toEqual([]);
    }
    expect(life.worker.calls[0].signal.aborted).toBe(false);
    life.worker.release(0, "done");
    expect(await life.settled).toMatchObject({ status: "completed", result: "done" });
    expect(life.events).toEqual([]);
    await life.orchestrator.close();
    expect(life.own.pendingTimers).toBe(0);
  });

  test("is asked for again until the lease has run out by the process' own clock: then the run is lost", async () => {
    const life = await beginRun(createWorld(), () => full);
    await life.own.advance(leaseMs - 1);
    expect(life.worker.calls[0].signal.aborted).toBe(false);
    expect(life.events).toEqual([]);
    await life.own.advance(1);
    expect(life.worker.calls[0].signal.aborted).toBe(true);
    await expect(life.settled).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("the disk is full") as string,
    });
    expect(life.events).toMatchObject([{ type: "run-lost", failure: { code: "store_failed" } }]);
    // Often enough to catch a moment at which the store is back, seldom enough to leave it alone.
    expect(life.countAsked()).toBeGreaterThan(5);
    expect(life.countAsked()).toBeLessThan(15);
    expect(life.own.pendingTimers).toBe(0);
  });

  test.each(["lease_lost", "invalid_argument"] as const)("with %s loses the run at once", async (code) => {
    const life = await beginRun(createWorld(), () => new OrchestrationError(code, "no"));
    await life.own.advance(leaseMs / 3);
    await expect(life.settled).rejects.toMatchObject({ code });
    expect(life.worker.calls[0].signal.aborted).toBe(true);
    expect(life.countAsked()).toBe(1);
    expect(life.own.pendingTimers).toBe(0);
  });

  test("lets nothing begin once the lease has run out", async () => {
    const life = await beginRun(createWorld(), () => full);
    const next = life.orchestrator.startTask({ agentType: "work", description: "next", id: "next" }).settled;
    await life.own.advance(leaseMs / 3);
    // The clock has gone on while the process stood still; its timers come after what waited for the slot.
    life.pause(leaseMs);
    life.worker.release(0, "done");
    await life.own.advance(0);
    await expect(next).rejects.toMatchObject({ code: "store_failed" });
    expect(life.worker.calls.map(({ task }) => task.description)).toEqual(["long"]);
  });
});
