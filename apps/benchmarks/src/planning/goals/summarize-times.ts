import { summarize } from "../../measure/summarize.ts";

/** What many measurements come to, in the unit of the samples. */
export interface Times {
  readonly mean: number;
  readonly median: number;
  /** Nineteen of twenty samples are not greater. */
  readonly p95: number;
  readonly max: number;
}

/** Summarises samples. Throws without any. */
export function summarizeTimes(samples: readonly number[]): Times {
  const { median, greatest } = summarize(samples);
  const sorted = samples.toSorted((left, right) => left - right);
  return {
    mean: samples.reduce((sum, sample) => sum + sample, 0) / samples.length,
    median,
    // the nearest rank, which is always a sample
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1]!,
    max: greatest,
  };
}

/** The medians, over rounds, of what each round came to: one slow round of a busy machine does not count. */
export function summarizeRounds(rounds: readonly Times[]): Times {
  const takeMedian = (field: keyof Times): number => summarize(rounds.map((round) => round[field])).median;
  return {
    mean: takeMedian("mean"),
    median: takeMedian("median"),
    p95: takeMedian("p95"),
    max: takeMedian("max"),
  };
}
