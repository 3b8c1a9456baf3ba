import { describe, expect, test } from "vitest";
import type { Calibration } from "./calibration.ts";
import { type Cell, simulateCell } from "./simulate-cell.ts";

const calibration: Calibration = {
  command: "",
  measuredOn: "2026-11-27",
  cpuUs: { coordinator: 1_000, worker: 2_000, redis: 500 },
  holdingUs: { coordinator: 0, worker: 0, redis: 0 },
  roundTripMs: 7.5,
  checks: {
    noOp: { inFlight: 1, concurrency: 1, tasksPerSecond: 1, stretch: 1 },
    work: {
      workMs: 1,
      concurrency: 1,
      inFlight: 1,
      oneWorker: { tasksPerSecond: 1, stretch: 1 },
      twoWorkers: { tasksPerSecond: 1, stretch: 1 },
    },
  },
};
const cell: Cell = {
  coordinators: 1,
  workers: 1,
  concurrency: 50,
  workMs: 0,
  load: { inFlight: 100 },
  seed: 1,
};
const rateOf = (change: Partial<Cell>, costs: Partial<Calibration> = {}): number =>
  simulateCell({ ...cell, ...change }, { ...calibration, ...costs }).tasksPerSecond;

describe("simulateCell", () => {
  test("gives what the busiest thread can do, however many tasks wait", () => {
    expect(rateOf({})).toBeCloseTo(500, -1.5);
    expect(rateOf({ workers: 8 })).toBeCloseTo(1_000, -2);
    expect(rateOf({ workers: 16, coordinators: 16 })).toBeCloseTo(2_000, -2.2);
  });

  test("gives what the slots can do where threads are free", () => {
    const rate = rateOf({ workers: 2, concurrency: 5, workMs: 1_000 });
    expect(rate).toBeGreaterThan(9.5);
    expect(rate).toBeLessThanOrEqual(10.5);
  });

  test("one task at a time takes what a lonely one was measured to take", () => {
    expect(1_000 / rateOf({ load: { inFlight: 1 } })).toBeCloseTo(7.5, 0);
  });

  test("a machine that has other things to do does less by so much", () => {
    expect(rateOf({ stretch: 4 })).toBeCloseTo(125, -1);
  });

  test("attempts that go on cost their worker time", () => {
    const holdingUs = { coordinator: 0, worker: 10_000, redis: 0 };
    const idle = { concurrency: 40, workMs: 1_000 };
    expect(rateOf(idle)).toBeGreaterThan(36);
    const { use } = simulateCell({ ...cell, ...idle }, { ...calibration, holdingUs });
    expect(use.workers).toBeGreaterThan(0.4);
  });

  test("the same seed gives the same outcome, another seed another one", () => {
    const one = simulateCell(cell, calibration);
    expect(simulateCell(cell, calibration)).toEqual(one);
    expect(simulateCell({ ...cell, seed: 2 }, calibration)).not.toEqual(one);
  });
});
