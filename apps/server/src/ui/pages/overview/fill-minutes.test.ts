import { describe, expect, test } from "vitest";
import { fillMinutes } from "./fill-minutes.ts";

const minute = (at: number, completed: number) => ({
  at: at * 60_000,
  completed,
  failed: 1,
  cancelled: 0,
  costUsd: 0.5,
  averageMs: 20,
});

describe("fillMinutes", () => {
  test("puts nothing where nothing ended, up to now", () => {
    const { times, completed, averageMs } = fillMinutes([minute(100, 2), minute(140, 3)], 141.5 * 60_000);
    expect(times).toHaveLength(42);
    expect([times[0], times.at(-1)]).toEqual([100 * 60_000, 141 * 60_000]);
    expect([completed[0], completed[1], completed[40], completed[41]]).toEqual([2, 0, 3, 0]);
    expect([averageMs[0], averageMs[1]]).toEqual([20, null]);
  });

  test("shows half an hour at least and two hours at most", () => {
    expect(fillMinutes([], 1_000 * 60_000).times).toHaveLength(30);
    expect(fillMinutes([minute(1, 1)], 1_000 * 60_000).times).toHaveLength(120);
  });

  test("bears a server whose clock is ahead", () => {
    const { times, completed } = fillMinutes([minute(100, 2)], 90 * 60_000);
    expect([times.at(-1), completed.at(-1)]).toEqual([100 * 60_000, 2]);
  });
});
