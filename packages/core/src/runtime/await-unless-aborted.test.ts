import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { awaitUnlessAborted } from "./await-unless-aborted.ts";

const reason = new Error("enough");

test("`awaitUnlessAborted` gives what the work gives, and leaves no listener behind", async () => {
  const { signal } = new AbortController();
  expect(await awaitUnlessAborted(signal, () => 1)).toBe(1);
  expect(await awaitUnlessAborted(signal, async () => 2)).toBe(2);
  expect(await awaitUnlessAborted(undefined, async () => 3)).toBe(3);
  const failure = new Error("broken");
  await expect(
    awaitUnlessAborted(signal, () => {
      throw failure;
    }),
  ).rejects.toBe(failure);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("`awaitUnlessAborted` starts nothing under a signal that has aborted", async () => {
  let started = 0;
  await expect(awaitUnlessAborted(AbortSignal.abort(reason), () => (started += 1))).rejects.toBe(reason);
  expect(started).toBe(0);
});

test("`awaitUnlessAborted` rejects with the reason while deaf work goes on, whose late failure nobody hears", async () => {
  const controller = new AbortController();
  const work = Promise.withResolvers<never>();
  const waiting = awaitUnlessAborted(controller.signal, () => work.promise);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  work.reject(new Error("late"));
  await new Promise(setImmediate);
});
