import { describe, expect, test } from "vitest";
import { createManualRuntime } from "../testing/index.ts";
import { Deadlines } from "./deadlines.ts";

describe("Deadlines", () => {
  test("expires entries when they are due, also of different durations, in order of time", async () => {
    const runtime = createManualRuntime();
    const deadlines = new Deadlines(runtime);
    const expired: string[] = [];
    const add = (name: string, durationMs: number): unknown =>
      deadlines.add(durationMs, () => expired.push(`${name} ${runtime.now()}`));
    add("a", 100);
    add("b", 30);
    await runtime.advance(20);
    add("c", 30);
    add("d", 100);
    await runtime.advance(200);
    expect(expired).toEqual(["b 30", "c 50", "a 100", "d 120"]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("holds one timer per duration, and none without an entry", () => {
    const runtime = createManualRuntime();
    const deadlines = new Deadlines(runtime);
    const entries = Array.from({ length: 100 }, (_, index) =>
      deadlines.add(index % 2 === 0 ? 10 : 20, () => undefined),
    );
    expect(runtime.pendingTimers).toBe(2);
    for (const entry of entries) deadlines.remove(entry);
    for (const entry of entries) deadlines.remove(entry);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("never expires what was removed, whether first, between or last", async () => {
    const runtime = createManualRuntime();
    const deadlines = new Deadlines(runtime);
    const expired: number[] = [];
    const entries = [0, 1, 2, 3, 4].map((index) => deadlines.add(10, () => expired.push(index)));
    for (const index of [0, 2, 4]) deadlines.remove(entries[index]);
    await runtime.advance(10);
    expect(expired).toEqual([1, 3]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("bears that an entry removes or adds others while it expires", async () => {
    const runtime = createManualRuntime();
    const deadlines = new Deadlines(runtime);
    const expired: string[] = [];
    deadlines.add(10, () => {
      expired.push(`first ${runtime.now()}`);
      deadlines.remove(second);
      deadlines.add(10, () => expired.push(`third ${runtime.now()}`));
    });
    const second = deadlines.add(10, () => expired.push("second"));
    await runtime.advance(100);
    expect(expired).toEqual(["first 10", "third 20"]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("waits again when its timer comes early", () => {
    let now = 0;
    const scheduled: { callback: () => void; delayMs: number }[] = [];
    const runtime = {
      ...createManualRuntime(),
      now: () => now,
      schedule: (callback: () => void, delayMs: number) => {
        scheduled.push({ callback, delayMs });
        return () => undefined;
      },
    };
    let expired = 0;
    new Deadlines(runtime).add(10, () => (expired += 1));
    now = 9.5;
    scheduled[0].callback();
    expect([expired, scheduled[1].delayMs]).toEqual([0, 1]);
    now = 10.5;
    scheduled[1].callback();
    expect([expired, scheduled.length]).toEqual([1, 2]);
  });
});
