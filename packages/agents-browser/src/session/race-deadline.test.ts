import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { raceDeadline } from "./race-deadline.ts";

const createTimeout = (): Error => new Error("too late");
const forever = (): Promise<never> => new Promise(() => {});

test("`raceDeadline` settles as the work does, and leaves no timer", async () => {
  const runtime = createManualRuntime();
  const { signal } = new AbortController();
  const options = { runtime, signal, timeoutMs: 10, createTimeout };
  expect(await raceDeadline({ ...options, work: async () => 7 })).toBe(7);
  await expect(raceDeadline({ ...options, work: () => Promise.reject(new Error("no")) })).rejects.toThrow(
    "no",
  );
  expect(runtime.pendingTimers).toBe(0);
});

test("`raceDeadline` rejects when the time is over, and tells the work", async () => {
  const runtime = createManualRuntime();
  let told: unknown;
  const result = raceDeadline({
    runtime,
    signal: new AbortController().signal,
    timeoutMs: 10,
    createTimeout,
    work: (signal) => {
      signal.addEventListener("abort", () => (told = signal.reason));
      return forever();
    },
  });
  const failure = result.catch((error: unknown) => error);
  await runtime.advance(10);
  expect(await failure).toEqual(createTimeout());
  expect(told).toEqual(createTimeout());
});

test("`raceDeadline` rejects with the signal's reason, also when the work rejects because of it", async () => {
  const runtime = createManualRuntime();
  const controller = new AbortController();
  const options = { runtime, signal: controller.signal, timeoutMs: 10, createTimeout };
  const waiting = raceDeadline({ ...options, work: forever });
  const stopping = raceDeadline({
    ...options,
    work: (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("Target closed")))),
  });
  const reason = new Error("stop");
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(stopping).rejects.toBe(reason);
  await expect(raceDeadline({ ...options, work: forever })).rejects.toBe(reason);
  expect(runtime.pendingTimers).toBe(0);
});
