import { expect, test } from "vitest";
import { findMisses } from "./requirements.ts";

const throughputOf = (tasksPerSecond: number) => ({
  tasksPerSecond,
  rounds: [tasksPerSecond],
  roundTripMs: 1,
  stretch: 1,
  cpuUs: { coordinator: 1, worker: 1, redis: 1 },
});
const figuresOf = (engine: number, two: number, worker: number, coordinator: number) => ({
  throughput: { bare: throughputOf(1_000), engine: throughputOf(engine), stored: throughputOf(1) },
  workers: { workMs: 20, concurrency: 4, inFlight: 32, one: 100, two, stretches: [1, 1] as const },
  takeOver: { worker: [100, worker], coordinator: [coordinator, 100] },
});

test("findMisses lets figures at their bounds pass, and names every one that is beyond", () => {
  expect(findMisses(figuresOf(600, 160, 5_000, 5_000))).toEqual([]);
  expect(findMisses(figuresOf(599, 159, 5_001, 5_002))).toEqual([
    expect.stringContaining("bare queue"),
    expect.stringContaining("1.59 ×"),
    expect.stringContaining("worker took 5001 ms"),
    expect.stringContaining("coordinator took 5002 ms"),
  ]);
  expect(findMisses({})).toEqual([]);
});
