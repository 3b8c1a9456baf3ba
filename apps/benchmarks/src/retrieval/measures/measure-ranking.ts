import { measureCpuMs } from "../cpu-time.ts";
import type { Figure } from "../figure.ts";
import { rateRanking } from "../metrics.ts";
import type { Question } from "../question-set.ts";
import type { RankingSystem } from "../systems/system.ts";

/** Where a system puts the right passages of some questions, and what a query costs. */
export interface RankingRun {
  readonly ranks: readonly number[];
  readonly cpuMs: number;
}

/** Asks a system all questions. */
export function runRanking(system: RankingSystem, questions: readonly Question[]): RankingRun {
  let ranks: number[] = [];
  const cpuMs = measureCpuMs(() => {
    ranks = questions.map(({ question, passageId }) => system.rank(question).indexOf(passageId) + 1);
  });
  return { ranks, cpuMs };
}

/** The figures of one or of several runs together. */
export function summarizeRanking(runs: readonly RankingRun[]): Figure[] {
  const ranks = runs.flatMap((run) => run.ranks);
  const cpuMs = runs.reduce((total, run) => total + run.cpuMs, 0);
  const { recallAt1, recallAt5, reciprocalRank } = rateRanking(ranks);
  return [
    { name: "recall@1", value: recallAt1, format: "percent" },
    { name: "recall@5", value: recallAt5, format: "percent" },
    { name: "MRR@10", value: reciprocalRank, format: "ratio" },
    { name: "CPU per query", value: cpuMs / Math.max(1, ranks.length), format: "milliseconds" },
  ];
}
