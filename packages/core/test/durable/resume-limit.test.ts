import type { Lease } from "@convoke/core";
import { hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, work, spare } from "./missing-agents.ts";
import { createWorld, leaseMs, type World } from "./two-lives.ts";

async function leaveRuns(world: World, ids: readonly string[], ask = work): Promise<void> {
  const { orchestrator, runtime } = world.start([agent("work", [hold()]), agent("spare", [hold()])]);
  for (const id of ids) orchestrator.startTask({ ...ask(id), id });
  await runtime.advance(0);
  await world.clock.advance(1);
}

describe("resume({ limit })", () => {
  test("takes up so many runs, the oldest first, and leaves the others to whoever asks next", async () => {
    const world = createWorld();
    for (const id of ["a", "b", "c", "d", "e"]) await leaveRuns(world, [id]);
    await world.clock.advance(leaseMs);
    const taken: string[][] = [];
    for (const limit of [2, 1, 7, 1]) {
      const handles = await world.start([agent("work")]).orchestrator.resume({ limit });
      taken.push(handles.map(({ runId }) => runId));
    }
    expect(taken).toEqual([["a", "b"], ["c"], ["d", "e"], []]);
  });

  test("does not count runs that are parked still, so that they keep nobody from the others", async () => {
    const world = createWorld();
    await leaveRuns(world, ["p", "q", "r"], spare);
    await leaveRuns(world, ["a", "b"]);
    await world.clock.advance(leaseMs);
    const { orchestrator } = world.start([agent("work")]);
    const first = await orchestrator.resume({ limit: 3 });
    expect(first.map(({ runId }) => runId)).toEqual(["p", "q", "r"]);
    for (const { settled } of first) await settled.catch(() => undefined);
    const second = await orchestrator.resume({ limit: 1 });
    expect(second.map(({ runId }) => runId).filter((runId) => runId < "p")).toEqual(["a"]);
  });

  test("reads no run that is parked still", async () => {
    const world = createWorld();
    await leaveRuns(world, ["p", "q"], spare);
    await world.clock.advance(leaseMs);
    const loaded: string[] = [];
    const load: typeof world.store.load = (runId) => {
      loaded.push(runId);
      return world.store.load(runId);
    };
    const { orchestrator } = world.start([agent("work")], { store: { ...world.store, load } });
    for (const { settled } of await orchestrator.resume()) await settled.catch(() => undefined);
    await leaveRuns(world, ["a"]);
    await world.clock.advance(leaseMs);
    loaded.length = 0;
    const handles = await orchestrator.resume();
    expect(handles.map(({ runId }) => runId)).toEqual(["p", "q", "a"]);
    expect(loaded).toEqual(["a"]);
  });

  test.each([0, -1, 1.5, Number.NaN, "2", null])("refuses a limit of %j", async (limit) => {
    const { orchestrator } = createWorld().start([]);
    await expect(orchestrator.resume({ limit: limit as number })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("resume: limit") as string,
    });
  });

  test.each([[null], [[]], [3], [{ max: 1 }]])("refuses the options %j", async (options) => {
    const { orchestrator } = createWorld().start([]);
    await expect(orchestrator.resume(options as never)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

describe("resume", () => {
  test("ends with a store that hands out the same run again and again, and takes it up once", async () => {
    const world = createWorld();
    await leaveRuns(world, ["a"]);
    await world.clock.advance(leaseMs);
    let first: readonly Lease[] | undefined;
    const claim: typeof world.store.claim = async (...terms) => (first ??= await world.store.claim(...terms));
    const worker = agent("work");
    const { orchestrator } = world.start([worker], { store: { ...world.store, claim } });
    const handles = await orchestrator.resume();
    expect(handles).toHaveLength(1);
    expect(await handles[0].settled).toMatchObject({ status: "completed" });
    expect(worker.calls).toHaveLength(1);
  });

  test("goes on under the newer lease with a run whose lease ran out while others were taken up", async () => {
    const world = createWorld();
    await leaveRuns(world, ["a"]);
    await world.clock.advance(leaseMs);
    let claims = 0;
    const claim: typeof world.store.claim = async (...terms) => {
      if (++claims === 2) await world.clock.advance(leaseMs);
      return world.store.claim(...terms);
    };
    const worker = agent("work", [hold()]);
    const { orchestrator } = world.start([worker], { store: { ...world.store, claim } });
    const [handle] = await orchestrator.resume();
    worker.release(0, "done");
    expect(await handle.settled).toMatchObject({ status: "completed", result: "done" });
    expect(worker.calls).toHaveLength(1);
  });
});
