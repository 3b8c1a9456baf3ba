import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type DurableFigures, judge } from "./figures.ts";

const good = {
  throughput: [
    {
      inFlight: 64,
      perSecond: 1,
      rawPerSecond: 2,
      groupSize: 9,
      ratio: 0.5,
      leastRatio: 0.1,
      greatestRatio: 1,
    },
  ],
  loopDelay: [
    {
      inFlight: 64,
      durable: { p50: 0, p99: 10, cpuP99: 1, most: 99 },
      withoutStore: { p50: 0, p99: 99, cpuP99: 1, most: 99 },
    },
  ],
  resumeOne: createResume(1, 1_000),
  resumeMany: createResume(1_000, 2_000),
} satisfies DurableFigures;

function createResume(runs: number, goesOn: number) {
  const left = { runs, tasksOfRun: 3, openTasks: 2 };
  return { left, opened: 1, takenUp: 1, goesOn, settled: 9_999, cpuGoesOn: 1 };
}

describe("judge", () => {
  test("finds every bound reached that is just met", () => {
    expect(judge(good).map(({ isMet }) => isMet)).toEqual([true, true, true, true]);
  });

  test.each<[string, DurableFigures]>([
    ["settled tasks", { throughput: [{ ...good.throughput[0]!, ratio: 0.499 }] }],
    [
      "loop delay",
      { loopDelay: [{ ...good.loopDelay[0]!, durable: { p50: 0, p99: 10.1, cpuP99: 1, most: 1 } }] },
    ],
    ["resume of a run", { resumeOne: createResume(1, 1_001) }],
    ["resume of 1000 runs", { resumeMany: createResume(1_000, 2_001) }],
    ["resume of a run", { resumeOne: createResume(1, Number.NaN) }],
  ])("finds %s missed", (what, figures) => {
    expect(judge(figures)).toMatchObject([{ what: expect.stringContaining(what) as string, isMet: false }]);
  });
});

test("the benchmark of durable runs measures all of its parts", { timeout: 60_000 }, () => {
  const file = fileURLToPath(new URL("main.ts", import.meta.url));
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@convoke/source", file, "--quick", "--json"],
    { encoding: "utf8", env },
  );
  expect([status, stderr]).toEqual([0, ""]);
  const { figures } = JSON.parse(stdout) as { readonly figures: DurableFigures };
  for (const { ratio, groupSize } of figures.throughput ?? []) {
    expect(ratio).toBeGreaterThan(0);
    expect(groupSize).toBeGreaterThanOrEqual(1);
  }
  expect(judge(figures)).toHaveLength(6);
  expect(stdout).not.toContain("null");
});
