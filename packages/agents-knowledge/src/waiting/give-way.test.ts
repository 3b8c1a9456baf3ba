import { expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import { giveWayThenRun } from "./give-way.ts";

/** Work of 5 ms each on a clock that only moves with it, noted as it is done. */
function createWorkers(count: number) {
  const runtime = createManualRuntime();
  const controller = new AbortController();
  const done: number[] = [];
  let clock = runtime.now();
  const turns: number[] = [];
  const busy = {
    ...runtime,
    now: () => clock,
    schedule(callback: () => void, delayMs: number) {
      turns.push(done.length);
      return runtime.schedule(callback, delayMs);
    },
  };
  const all = Array.from({ length: count }, (_, at) =>
    giveWayThenRun({ runtime: busy, signal: controller.signal }, () => {
      clock += 5;
      done.push(at);
      return at;
    }),
  );
  return { runtime, controller, done, turns, all };
}

test("`giveWayThenRun` lets the event loop have its turn after 20 ms of work, and again", async () => {
  const { runtime, done, turns, all } = createWorkers(10);
  await all[3];
  expect(done).toEqual([0, 1, 2, 3]);
  await runtime.advance(0);
  expect(turns).toEqual([4, 8]);
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("`giveWayThenRun` ends those who wait with their signal's reason", async () => {
  const { runtime, controller, done, all } = createWorkers(6);
  await all[3];
  controller.abort(new Error("enough"));
  const last = Promise.allSettled(all.slice(4));
  await runtime.advance(0);
  expect((await last).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(done).toEqual([0, 1, 2, 3]);
});
