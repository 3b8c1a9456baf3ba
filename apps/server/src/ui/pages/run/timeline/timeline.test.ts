import { describe, expect, test } from "vitest";
import { blank } from "../live/run-picture.ts";
import { createTask } from "../testing/sample-run.ts";
import { countConcurrency } from "./count-concurrency.ts";
import { cutSegments } from "./cut-segments.ts";
import { chooseTicks, createTimeScale } from "./time-scale.ts";

const known = (
  given: Parameters<typeof createTask>[0],
  waits: (typeof blank)["waits"] | readonly object[] = [],
) => ({
  ...blank,
  waits: waits as [],
  task: createTask(given),
});

describe("createTimeScale", () => {
  test("gives moments as shares, clamped, and has a length even when nothing has passed", () => {
    const scale = createTimeScale(1_000, 3_000);
    expect([0, 1_000, 2_000, 3_000, 9_000].map(scale.shareOf)).toEqual([0, 0, 0.5, 1, 1]);
    expect(createTimeScale(5, 5).shareOf(5)).toBe(0);
  });
});

describe("chooseTicks", () => {
  test.each([
    [90, "20 ms"],
    [2_300, "500 ms"],
    [47_000, "10 s"],
    [600_000, "2 min"],
    [7_200_000, "15 min"],
    [40 * 86_400_000, "5 d"],
  ])("marks %i ms at round distances: the first is %s", (span, first) => {
    const ticks = chooseTicks({ from: 0, to: span }, 8);
    expect(ticks.length).toBeLessThanOrEqual(10);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks[0]).toEqual({ offset: 0, label: "0" });
    expect(ticks[1].label).toBe(first);
  });
});

describe("cutSegments", () => {
  test("keeps waiting and running apart", () => {
    expect(cutSegments(known({ createdAt: 0, startedAt: 40, finishedAt: 100 }), 0)).toEqual([
      { kind: "queued", from: 0, to: 40 },
      { kind: "running", from: 40, to: 100 },
    ]);
  });

  test("cuts out waits for people, the last of which may still last", () => {
    const waits = [
      { key: "a", from: 20, until: 50 },
      { key: "b", from: 70 },
    ];
    const task = { createdAt: 0, startedAt: 0, finishedAt: undefined, status: "in_progress" } as const;
    expect(cutSegments(known(task, waits), 90)).toEqual([
      { kind: "running", from: 0, to: 20 },
      { kind: "paused", from: 20, to: 50 },
      { kind: "running", from: 50, to: 70 },
      { kind: "paused", from: 70, to: 90 },
    ]);
  });

  test("shows what was never started as waiting, and what took no time as run", () => {
    expect(cutSegments(known({ createdAt: 0, startedAt: undefined, finishedAt: 30 }), 0)).toEqual([
      { kind: "queued", from: 0, to: 30 },
    ]);
    expect(cutSegments(known({ createdAt: 5, startedAt: 5, finishedAt: 5 }), 0)).toEqual([
      { kind: "running", from: 5, to: 5 },
    ]);
  });
});

describe("countConcurrency", () => {
  test("counts what runs at once, as steps, without waits for answers", () => {
    const tasks = [
      known({ createdAt: 0, startedAt: 0, finishedAt: 100 }),
      known({ createdAt: 0, startedAt: 50, finishedAt: undefined }, [{ key: "a", from: 120, until: 150 }]),
      known({ startedAt: undefined }),
    ];
    expect(countConcurrency(tasks, 200)).toEqual([
      { at: 0, running: 1 },
      { at: 50, running: 2 },
      { at: 100, running: 1 },
      { at: 120, running: 0 },
      { at: 150, running: 1 },
      { at: 200, running: 0 },
    ]);
  });
});
