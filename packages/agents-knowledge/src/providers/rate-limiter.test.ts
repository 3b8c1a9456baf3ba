import { getEventListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import { createRateLimiter } from "./rate-limiter.ts";

function setUp(options: Partial<Parameters<typeof createRateLimiter>[0]> = {}) {
  const runtime = createManualRuntime({ startMs: 1_000_000 });
  const limiter = createRateLimiter({ provider: "mine", ...options });
  const passed: string[] = [];
  const ask = (name: string, signal = new AbortController().signal): Promise<void> =>
    limiter.acquire({ runtime, signal }).then(
      () => void passed.push(`${name} at ${runtime.now() - 1_000_000}`),
      (error: { reason?: string; retryAfterMs?: number }) =>
        void passed.push(`${name} ${error.reason ?? String(error)} ${error.retryAfterMs ?? ""}`.trim()),
    );
  return { runtime, limiter, passed, ask };
}

test("`createRateLimiter` lets pass at its rate, in order, and leaves no timer", async () => {
  const { runtime, passed, ask } = setUp({ requestsPerSecond: 2 });
  for (const name of ["a", "b", "c"]) void ask(name);
  await runtime.advance(2_000);
  void ask("d");
  void ask("e");
  await runtime.advance(500);
  expect(passed).toEqual(["a at 0", "b at 500", "c at 1000", "d at 2000", "e at 2500"]);
  expect(runtime.pendingTimers).toBe(0);
});

test("`createRateLimiter` lets everybody pass without a rate", async () => {
  const { runtime, passed, ask } = setUp();
  await Promise.all(["a", "b", "c"].map((name) => ask(name)));
  expect(passed).toEqual(["a at 0", "b at 0", "c at 0"]);
  expect(runtime.pendingTimers).toBe(0);
});

test("who leaves the line makes room, and leaves no listener", async () => {
  const { runtime, passed, ask } = setUp({ requestsPerSecond: 1 });
  const controller = new AbortController();
  void ask("a");
  void ask("b", controller.signal);
  void ask("c");
  await runtime.advance(100);
  controller.abort("gone");
  await runtime.advance(900);
  expect(passed).toEqual(["a at 0", "b gone", "c at 1000"]);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  await ask("d", AbortSignal.abort("never came"));
  expect(passed.at(-1)).toBe("d never came");
  expect(runtime.pendingTimers).toBe(0);
});

test("the last to leave the line takes its timer along", async () => {
  const { runtime, ask } = setUp({ requestsPerSecond: 1 });
  const controller = new AbortController();
  await ask("a");
  const left = ask("b", controller.signal);
  expect(runtime.pendingTimers).toBe(1);
  controller.abort("gone");
  await left;
  expect(runtime.pendingTimers).toBe(0);
});

test("who would wait too long, or finds the line full, is refused at once", async () => {
  const slow = setUp({ requestsPerSecond: 0.05, maxWaitMs: 30_000 });
  await slow.ask("a");
  void slow.ask("b");
  await slow.ask("c");
  expect(slow.passed).toEqual(["a at 0", "c rate_limited 40000"]);
  const full = setUp({ requestsPerSecond: 1, maxWaiting: 1 });
  await full.ask("a");
  void full.ask("b");
  await full.ask("c");
  expect(full.passed).toEqual(["a at 0", "c rate_limited 2000"]);
});

test("`pause` holds the line until then, and refuses those who would wait too long", async () => {
  const { runtime, limiter, passed, ask } = setUp({ requestsPerSecond: 1, maxWaitMs: 10_000 });
  await ask("a");
  void ask("b");
  void ask("c");
  limiter.pause(runtime.now() + 9_500);
  await runtime.advance(0);
  expect(passed).toEqual(["a at 0", "c rate_limited 9500"]);
  await runtime.advance(9_500);
  expect(passed.at(-1)).toBe("b at 9500");
  limiter.pause(runtime.now() + 20_000);
  await ask("d");
  expect(passed.at(-1)).toBe("d rate_limited 20000");
  await runtime.advance(20_000);
  await ask("e");
  expect(passed.at(-1)).toBe("e at 29500");
  expect(runtime.pendingTimers).toBe(0);
});

test("`createRateLimiter` never passes two within its interval, whoever comes, leaves, or when", async () => {
  const step = fc.record({ waitMs: fc.nat(700), leaves: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { runtime, limiter } = setUp({ requestsPerSecond: 2 });
      const times: number[] = [];
      const controllers: AbortController[] = [];
      let settled = 0;
      for (const { waitMs, leaves } of steps) {
        const controller = new AbortController();
        controllers.push(controller);
        const count = (): void => void (settled += 1);
        limiter
          .acquire({ runtime, signal: controller.signal })
          .then(() => times.push(runtime.now()))
          .then(count, count);
        await runtime.advance(waitMs);
        if (leaves) controllers[controllers.length >> 1].abort();
      }
      await runtime.advance(60_000);
      expect(settled).toBe(steps.length);
      expect(runtime.pendingTimers).toBe(0);
      for (const [position, time] of times.slice(1).entries()) {
        expect(time - times[position]).toBeGreaterThanOrEqual(500);
      }
    }),
    { numRuns: 40 },
  );
});
