import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { createManualRuntime } from "../testing/index.ts";
import { delay } from "./delay.ts";

describe("delay", () => {
  test("resolves after its time and leaves no listener", async () => {
    const runtime = createManualRuntime();
    const { signal } = new AbortController();
    const waited = delay(runtime, 50, signal).then(() => runtime.now());
    await runtime.advance(80);
    expect(await waited).toBe(50);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("rejects with the signal's reason as soon as it aborts, and leaves no timer and no listener", async () => {
    const runtime = createManualRuntime();
    const controller = new AbortController();
    const waited = delay(runtime, 50, controller.signal);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(waited).rejects.toBe(reason);
    expect(runtime.pendingTimers).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  test("rejects at once for a signal that is aborted already", async () => {
    const runtime = createManualRuntime();
    await expect(delay(runtime, 50, AbortSignal.abort("gone"))).rejects.toBe("gone");
    expect(runtime.pendingTimers).toBe(0);
  });
});
