import { describe, expect, test, vi } from "vitest";
import { systemRuntime } from "./runtime.ts";

describe("systemRuntime", () => {
  test("reads the platform's clock, chance and ids", () => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    try {
      expect(systemRuntime.now()).toBe(1_700_000_000_000);
      const drawn = systemRuntime.random();
      expect(drawn >= 0 && drawn < 1).toBe(true);
      const ids = new Set([1, 2, 3].map(() => systemRuntime.createId()));
      expect(ids.size).toBe(3);
      for (const id of ids) expect(id).not.toContain("/");
    } finally {
      vi.useRealTimers();
    }
  });

  test("a timer in background does not keep the process running, also not beyond the longest delay", () => {
    const countTimers = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const before = countTimers();
    const cancels = [60_000, 365 * 86_400_000].map((delayMs) =>
      systemRuntime.schedule(() => {}, delayMs, { inBackground: true }),
    );
    expect(countTimers()).toBe(before);
    cancels.push(systemRuntime.schedule(() => {}, 60_000));
    expect(countTimers()).toBe(before + 1);
    for (const cancel of cancels) cancel();
  });

  test("schedules once, in time, also beyond the longest delay of the platform's timers, and cancels", () => {
    vi.useFakeTimers({ now: 0 });
    try {
      const fired: string[] = [];
      const yearMs = 365 * 86_400_000;
      systemRuntime.schedule(() => fired.push("soon"), 10);
      systemRuntime.schedule(() => fired.push("next year"), yearMs);
      const cancel = systemRuntime.schedule(() => fired.push("never"), yearMs - 1);
      vi.advanceTimersByTime(10);
      expect(fired).toEqual(["soon"]);
      vi.advanceTimersByTime(yearMs - 11);
      cancel();
      expect(fired).toEqual(["soon", "never"]);
      vi.advanceTimersByTime(1);
      expect(fired).toEqual(["soon", "never", "next year"]);
      const late = systemRuntime.schedule(() => fired.push("cancelled"), yearMs);
      vi.advanceTimersByTime(yearMs - 1);
      late();
      vi.advanceTimersByTime(yearMs);
      expect(fired).toHaveLength(3);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
