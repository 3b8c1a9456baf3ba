import type { ContestantName } from "../contestants/load-contestant.ts";
import type { TaskCost } from "../measure/measure-task-costs.ts";
import type { WorkloadName } from "../workloads/workloads.ts";

/** Convoke beside another contestant: the ratio of the medians of one run. */
export interface Comparison {
  readonly workload: WorkloadName;
  readonly against: ContestantName;
  readonly ratio: number;
  /** What the ratio must stay under. */
  readonly limit: number;
}

/** A coordinator of agents may cost more than a bare queue, but not a multiple that anybody would notice. */
const limits: readonly { readonly against: ContestantName; readonly limit: number }[] = [
  { against: "fastq", limit: 5 },
  { against: "p-queue", limit: 1 },
];

/** Compares Convoke with the queues at every workload that both of them did. */
export function compareCosts(costs: readonly TaskCost[]): readonly Comparison[] {
  const medianOf = (contestant: ContestantName, workload: WorkloadName): number | undefined =>
    costs.find((cost) => cost.contestant === contestant && cost.workload === workload)?.cost.median;
  const comparisons: Comparison[] = [];
  for (const workload of new Set(costs.map((cost) => cost.workload))) {
    const own = medianOf("convoke", workload);
    for (const { against, limit } of limits) {
      const theirs = medianOf(against, workload);
      if (own !== undefined && theirs !== undefined)
        comparisons.push({ workload, against, ratio: own / theirs, limit });
    }
  }
  return comparisons;
}

/** Says which comparisons are at their limit or over it; an empty list when Convoke holds everywhere. */
export function findExcesses(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons
    .filter(({ ratio, limit }) => !(ratio < limit))
    .map(
      ({ workload, against, ratio, limit }) =>
        `${workload}: Convoke takes ${ratio.toFixed(2)} times the processor time of ${against}; it must stay under ${limit}`,
    );
}
