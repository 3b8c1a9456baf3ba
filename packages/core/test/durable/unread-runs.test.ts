import { type Lease, OrchestrationError, type OrchestrationEvent, type StoredRun } from "@convoke/core";
import { hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, work } from "./missing-agents.ts";
import { createWorld, leaseMs, type World } from "./two-lives.ts";

type Load = World["store"]["load"];

/** Leaves runs of a process that has died, and starts one whose store loads what `spoil` makes of the run "bad". */
async function leaveRuns(ids: readonly string[], spoil: (stored: StoredRun) => unknown) {
  const world = createWorld();
  const first = world.start([agent("work", [hold()])]);
  for (const id of ids)
    first.orchestrator.startRun({ strategy: "parallel", tasks: [work(id)] }, { id }).settled.catch(() => {});
  await first.runtime.advance(0);
  await world.clock.advance(leaseMs);
  const counts = { claimed: 0, loaded: 0, released: 0 };
  const store: World["store"] = {
    ...world.store,
    async claim(...terms) {
      const leases = await world.store.claim(...terms);
      counts.claimed += leases.filter(({ runId }) => runId === "bad").length;
      return leases;
    },
    load: (async (runId) => {
      const stored = await world.store.load(runId);
      if (runId !== "bad" || stored === undefined) return stored;
      counts.loaded++;
      return spoil(stored);
    }) as Load,
    async release(lease) {
      if (lease.runId === "bad") counts.released++;
      return world.store.release(lease);
    },
  };
  const life = world.start([agent("work")], { store });
  await life.runtime.advance(world.clock.now() - life.runtime.now());
  const lost: OrchestrationEvent[] = [];
  life.orchestrator.subscribe((event) => void lost.push(event), { types: ["run-lost"] });
  return {
    ...life,
    world,
    counts,
    lost,
    async pass(milliseconds: number) {
      await world.clock.advance(milliseconds);
      await life.runtime.advance(milliseconds);
    },
  };
}

const unknownStrategy = (stored: StoredRun) => ({ ...stored, plan: { plan: { strategy: "tournament" } } });
const tornRow = (): never => {
  throw new OrchestrationError("store_failed", "a row cannot be read", { details: { problem: "damaged" } });
};
const unreadable = (message: string) => ({
  code: "store_failed",
  message: expect.stringMatching(
    new RegExp(`^Run bad cannot be taken up, since what is stored of it cannot be read: .*${message}`, "s"),
  ) as string,
  details: { runId: "bad", problem: "damaged" },
});

describe("resume of a run whose record cannot be read", () => {
  test.each<[string, (stored: StoredRun) => unknown, string]>([
    ["of a strategy that nobody knows", unknownStrategy, 'does not know the strategy "tournament"'],
    ["that the store finds damaged", tornRow, "a row cannot be read"],
    ["without a plan", (stored) => ({ ...stored, plan: undefined }), "what is stored is undefined"],
    ["of a plan that is no object", (stored) => ({ ...stored, plan: { plan: [] } }), "plan is a list"],
    [
      "of a plan without tasks",
      (stored) => ({ ...stored, plan: { plan: { strategy: "graph", tasks: {} } } }),
      "tasks of the graph plan is an object",
    ],
    [
      "whose list of agents is none",
      (stored) => ({ ...stored, plan: { ...(stored.plan as object), agents: ["work"] } }),
      "agents is a list that holds no lists",
    ],
    ["whose tasks are torn", (stored) => ({ ...stored, tasks: [{}] }), "taskId"],
    [
      "whose accounts are torn",
      (stored) => ({
        ...stored,
        plan: { ...(stored.plan as object), budget: { maxTasks: 5 } },
        spend: [{ taskId: "bad/0" }],
      }),
      "costUsd",
    ],
  ])(
    "%s leaves it as it is, tells once what is wrong, and goes on with the others",
    async (_what, spoil, message) => {
      const { orchestrator, runtime, world, lost } = await leaveRuns(["a", "bad", "c"], spoil);
      const before = await world.store.load("bad");
      const handles = await orchestrator.resume();
      expect(handles.map(({ runId }) => runId)).toEqual(["a", "bad", "c"]);
      await expect(handles[1].settled).rejects.toMatchObject(unreadable(message));
      for (const handle of [handles[0], handles[2]])
        expect(await handle.settled).toMatchObject([{ status: "completed" }]);
      expect(lost).toMatchObject([{ runId: "bad", failure: unreadable(message) }]);
      expect(await world.store.load("bad")).toEqual(before);
      await orchestrator.close();
      expect(runtime.pendingTimers).toBe(0);
    },
  );

  test("reads it once: it is asked for twice in a lease at most, and no death of a process is counted", async () => {
    const { orchestrator, world, counts, lost, pass } = await leaveRuns(["bad"], unknownStrategy);
    const leases = 12;
    const [handle] = await orchestrator.resume();
    await expect(handle.settled).rejects.toMatchObject({ code: "store_failed" });
    for (let passed = 0; passed < leases * leaseMs; passed += leaseMs / 12) {
      await pass(leaseMs / 12);
      expect(await orchestrator.resume()).toEqual([]);
    }
    expect(counts.loaded).toBe(1);
    expect(counts.claimed).toBeLessThanOrEqual(2 * leases + 1);
    expect(counts.released).toBeGreaterThanOrEqual(leases);
    expect(lost).toHaveLength(1);
    await orchestrator.close();
    // Whoever can read it has it at once, and it is not taken for one that ends its processes.
    const [other] = await world.start([agent("work")]).orchestrator.resume();
    expect(await other.settled).toMatchObject([{ status: "completed" }]);
  });

  test("gives it back after half a lease, so that a process of the version that wrote it goes on with it", async () => {
    const { orchestrator, world, pass } = await leaveRuns(["bad"], unknownStrategy);
    await orchestrator.resume();
    const rival = world.start([agent("work")]).orchestrator;
    await pass(leaseMs / 2 - 1);
    expect(await rival.resume()).toEqual([]);
    await pass(1);
    const [handle] = await rival.resume();
    expect(await handle.settled).toMatchObject([{ status: "completed" }]);
  });

  test("remembers ten thousand of them, and no more", async () => {
    const { world, runtime } = await leaveRuns([], unknownStrategy);
    const ids = Array.from({ length: 10_001 }, (_, index) => `r${index}`);
    const waiting = [...ids];
    const claim = async (owner: string, heldMs: number, limit: number): Promise<readonly Lease[]> =>
      waiting.splice(0, limit).map((runId) => ({
        runId,
        owner,
        fence: 1,
        recoveries: 1,
        expiresAt: world.clock.now() + heldMs,
      }));
    const loaded: string[] = [];
    const load = (async (runId: string) => (loaded.push(runId), { plan: 0 })) as unknown as Load;
    const release = async () => undefined;
    // So many timers are dear by hand.
    const timeless = { ...runtime, schedule: () => () => undefined };
    const store = { ...world.store, claim, load, release };
    const { orchestrator } = world.start([], { runtime: timeless, store });
    await orchestrator.resume();
    expect(loaded).toEqual(ids);
    waiting.push("r1", "r10000", "r0");
    expect((await orchestrator.resume()).map(({ runId }) => runId)).toEqual(["r0"]);
  });
});

test("resume of a run that its store cannot load for now tries again, and takes no failure for the death of a process", async () => {
  let isAway = true;
  const { orchestrator, counts, lost, pass } = await leaveRuns(["bad"], (stored) => {
    if (isAway) throw new Error("connection reset");
    return stored;
  });
  for (let lease = 0; lease < 6; lease++) {
    await expect(orchestrator.resume()).rejects.toMatchObject({ code: "store_failed" });
    await pass(leaseMs);
  }
  expect(counts.loaded).toBe(6);
  isAway = false;
  const [handle] = await orchestrator.resume();
  expect(await handle.settled).toMatchObject([{ status: "completed" }]);
  expect(lost).toEqual([]);
});

test("findOutcome says of a record that cannot be read what is wrong with it", async () => {
  const { world } = await leaveRuns([], unknownStrategy);
  await world.start([agent("work")]).orchestrator.delegateTask({ ...work("a"), id: "ended" });
  const load: Load = async (runId) => ({
    ...(await world.store.load(runId))!,
    plan: { plan: { strategy: "task" } },
  });
  const { orchestrator } = world.start([], { store: { ...world.store, load } });
  await expect(orchestrator.findOutcome("ended")).rejects.toMatchObject({
    code: "store_failed",
    message: expect.stringContaining("task of the task plan is undefined") as string,
  });
});
