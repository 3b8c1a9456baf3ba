import { expect, test } from "vitest";
import type { ContestantName } from "../contestants/load-contestant.ts";
import type { TaskCost } from "../measure/measure-task-costs.ts";
import { summarize } from "../measure/summarize.ts";
import { compareCosts, findExcesses } from "./compare.ts";

function createCost(contestant: ContestantName, microseconds: number): TaskCost {
  return { contestant, workload: "chain", cost: summarize([microseconds]) };
}

test("`compareCosts` divides Convoke's median by that of each queue", () => {
  const comparisons = compareCosts([
    createCost("fastq", 0.5),
    createCost("p-queue", 4),
    createCost("convoke", 1),
  ]);
  expect(comparisons).toEqual([
    { workload: "chain", against: "fastq", ratio: 2, limit: 5 },
    { workload: "chain", against: "p-queue", ratio: 0.25, limit: 1 },
  ]);
});

test("`findExcesses` names the workload, the queue and the ratio that is not under its limit", () => {
  const comparisons = compareCosts([
    createCost("fastq", 0.5),
    createCost("p-queue", 1),
    createCost("convoke", 1),
  ]);
  expect(findExcesses(comparisons)).toEqual([
    "chain: Convoke takes 1.00 times the processor time of p-queue; it must stay under 1",
  ]);
});

test("`findExcesses` finds a ratio that is no number", () => {
  expect(findExcesses([{ workload: "vote", against: "fastq", ratio: Number.NaN, limit: 5 }])).toHaveLength(1);
});
