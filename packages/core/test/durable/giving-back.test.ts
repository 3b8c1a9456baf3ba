import { hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, leaveRun, parked, spare, work } from "./missing-agents.ts";
import { createWorld, leaseMs } from "./two-lives.ts";

describe("close", () => {
  test("gives back what it parks, so that another process need not wait for the lease", async () => {
    const world = createWorld();
    const busy = agent("work", [hold()]);
    const { orchestrator, runtime } = world.start([busy]);
    const handle = orchestrator.startTask({ ...work("a"), id: "run" });
    await busy.called(1);
    const closed = orchestrator.close();
    await runtime.advance(1_000);
    await closed;
    expect(await handle.settled).toMatchObject({ status: "cancelled", failure: { code: "closed" } });
    const [next] = await world.start([agent("work")]).orchestrator.resume();
    expect(await next.settled).toMatchObject({ status: "completed" });
  });

  test("gives a run back only when its executor has returned, or was given up", async () => {
    const world = createWorld();
    const deaf = agent("work", [hold({ ignoresSignal: true })]);
    const { orchestrator, runtime } = world.start([deaf]);
    orchestrator.startTask({ ...work("a"), id: "run" });
    await deaf.called(1);
    const closed = orchestrator.close();
    await runtime.advance(999);
    expect(await world.start([agent("work")]).orchestrator.resume()).toEqual([]);
    await runtime.advance(1);
    await closed;
    expect(await world.start([agent("work")]).orchestrator.resume()).toHaveLength(1);
  });

  test("gives back what it had claimed and not begun", async () => {
    const world = await leaveRun({ strategy: "task", task: spare("a") });
    await world.clock.advance(leaseMs);
    const { orchestrator } = world.start([agent("spare")]);
    const resuming = orchestrator.resume();
    await orchestrator.close();
    expect(await resuming).toEqual([]);
    expect(await world.start([agent("spare")]).orchestrator.resume()).toHaveLength(1);
  });

  test("ends with a store that never takes a run back", async () => {
    const world = createWorld();
    const busy = agent("work", [hold()]);
    const { orchestrator, runtime } = world.start([busy], {
      store: { ...world.store, release: () => new Promise<never>(() => {}) },
    });
    const { settled } = orchestrator.startTask({ ...work("a"), id: "run" });
    await busy.called(1);
    const closed = orchestrator.close();
    await runtime.advance(10_000);
    await closed;
    await expect(settled).rejects.toMatchObject({ code: "store_failed" });
    expect(runtime.pendingTimers).toBe(0);
  });

  test("does not wait for a run that is being parked while runs are taken up without an end", async () => {
    const world = await leaveRun({ strategy: "task", task: spare("a") });
    await world.clock.advance(leaseMs);
    let claims = 0;
    const claim: typeof world.store.claim = (...terms) =>
      ++claims === 1 ? world.store.claim(...terms) : new Promise<never>(() => {});
    const { orchestrator, runtime } = world.start([], { store: { ...world.store, claim } });
    void orchestrator.resume();
    await runtime.advance(0);
    const closed = orchestrator.close();
    await runtime.advance(10_000);
    await closed;
    expect(runtime.pendingTimers).toBe(0);
    expect(await world.start([agent("spare")]).orchestrator.resume()).toHaveLength(1);
  });

  test("gives back what was found parked still, before it resolves", async () => {
    const world = await leaveRun({ strategy: "task", task: spare("a") });
    const { orchestrator, handles } = await world.takeUp([]);
    await expect(handles[0].settled).rejects.toMatchObject(parked("not registered"));
    const resuming = orchestrator.resume();
    await orchestrator.close();
    expect(await resuming).toHaveLength(1);
    expect(await world.start([agent("spare")]).orchestrator.resume()).toHaveLength(1);
  });
});

test("a parked run is held no longer than those who took up runs when it was parked", async () => {
  const world = await leaveRun({ strategy: "task", task: spare("a") });
  await world.clock.advance(leaseMs);
  let hang = false;
  const claim: typeof world.store.claim = (...terms) =>
    hang ? new Promise<never>(() => {}) : world.store.claim(...terms);
  const { orchestrator } = world.start([], { store: { ...world.store, claim } });
  const first = orchestrator.resume();
  const [handle] = await first;
  hang = true;
  // This one never ends, and began after the run was parked.
  void orchestrator.resume();
  await expect(handle.settled).rejects.toMatchObject(parked("not registered"));
  expect(await world.start([agent("spare")]).orchestrator.resume()).toHaveLength(1);
});

describe("cancel of a parked run", () => {
  test.each(["orchestrator", "handle"])("by the %s ends it, and lets others be", async (by) => {
    const world = await leaveRun({ strategy: "parallel", tasks: [work("a"), spare("b")] });
    const other = world.start([agent("work"), agent("spare", [hold()])]);
    other.orchestrator.startTask({ ...spare("other"), id: "other" });
    await other.runtime.advance(0);
    const { orchestrator, handles } = await world.takeUp([agent("work")]);
    for (const { settled } of handles) await settled.catch(() => undefined);
    const handle = handles.find(({ runId }) => runId === "run")!;
    if (by === "handle") await handle.cancel("not needed");
    else expect(await orchestrator.cancel("run", "not needed")).toBe(true);
    expect(await world.store.load("run")).toMatchObject({
      status: "cancelled",
      stop: { message: "Cancelled: not needed" },
    });
    expect((await world.store.load("other"))?.status).toBe("running");
    expect(await orchestrator.cancel("run")).toBe(false);
    const [left] = await world.start([agent("spare")]).orchestrator.resume();
    expect(left.runId).toBe("other");
    expect(await left.settled).toMatchObject({ status: "completed" });
  });

  test("that another process has by now is none of ours", async () => {
    const world = await leaveRun({ strategy: "task", task: spare("a") });
    const { orchestrator, handles } = await world.takeUp([]);
    await expect(handles[0].settled).rejects.toMatchObject(parked("not registered"));
    await world.start([agent("spare", [hold()])]).orchestrator.resume();
    expect(await orchestrator.cancel("run")).toBe(false);
    expect((await world.store.load("run"))?.status).toBe("running");
  });
});
