import { describe, expect, test } from "vitest";
import type { ThroughputFigure } from "./measure-throughput.ts";
import { findMisses, type ServerFigures } from "./requirements.ts";

const good = {
  memoryThroughput: createThroughput(0.4),
  durableThroughput: createThroughput(0.2),
  reads: { mostPerSecond: 1_000, perSecond: 500, p50Ms: 1, p99Ms: 10 },
  subscribers: { subscribers: 1_000, events: 10, residentBytes: 299e6, isComplete: true },
  memory: { points: [], growthBytes: 24e6 },
  dashboard: { files: [], gzipBytes: 250e3 },
} satisfies ServerFigures;

function createThroughput(ratio: number): ThroughputFigure {
  const rates = { perSecond: 400, barePerSecond: 1_000, rateRatio: 0.4 };
  return { ...rates, cpuUs: 250, bareCpuUs: 100, ratio, leastRatio: 0.1, greatestRatio: 0.9 };
}

describe("findMisses", () => {
  test("finds nothing where every bound is just met, or nothing was measured", () => {
    expect(findMisses(good)).toEqual([]);
    expect(findMisses({})).toEqual([]);
  });

  test.each<[string, ServerFigures]>([
    ["tasks in memory: 39.9 %", { memoryThroughput: { ...good.memoryThroughput, ratio: 0.399 } }],
    ["durable tasks: 19.9 %", { durableThroughput: { ...good.durableThroughput, ratio: 0.199 } }],
    ["reading a task: 10.1 ms", { reads: { ...good.reads, p99Ms: 10.1 } }],
    ["subscribers: not everybody", { subscribers: { ...good.subscribers, isComplete: false } }],
    ["subscribers: 300 MB", { subscribers: { ...good.subscribers, residentBytes: 300e6 } }],
    ["memory: grew by 25 MB", { memory: { ...good.memory, growthBytes: 25e6 } }],
    ["dashboard: 251 kB", { dashboard: { ...good.dashboard, gzipBytes: 251e3 } }],
  ])("finds %s", (miss, figures) => {
    const misses = findMisses(figures);
    expect(misses).toHaveLength(1);
    expect(misses[0]).toContain(miss);
  });

  test("finds a figure that could not be computed", () => {
    expect(findMisses({ reads: { ...good.reads, p99Ms: Number.NaN } })).toHaveLength(1);
  });
});
