import type { ContestantName } from "../contestants/load-contestant.ts";
import type { WorkloadName } from "../workloads/workloads.ts";
import { runProbe } from "./run-probe.ts";
import { summarize, type Summary } from "./summarize.ts";

/** One contestant at one workload. */
export interface Pairing {
  readonly contestant: ContestantName;
  readonly workload: WorkloadName;
}

/** Processor time per task, in microseconds. */
export interface TaskCost extends Pairing {
  readonly cost: Summary;
}

export interface TaskCostOptions {
  readonly rounds: number;
  /** Processor time of each process's measurement, in milliseconds; its warm-up takes up to four times as long. */
  readonly cpuMs: number;
  /** Called before each round, from 1. */
  readonly onRound?: (round: number) => void;
}

/**
 * Measures each pairing once a round, each time in a new process.
 *
 * The rounds are interleaved, and every other one runs backwards: when the machine gets slower for a while,
 * it does so for everybody.
 */
export function measureTaskCosts(
  pairings: readonly Pairing[],
  { rounds, cpuMs, onRound }: TaskCostOptions,
): readonly TaskCost[] {
  const samples = new Map<Pairing, number[]>(pairings.map((pairing) => [pairing, []]));
  for (let round = 1; round <= rounds; round++) {
    onRound?.(round);
    const order = round % 2 === 1 ? pairings : pairings.toReversed();
    for (const pairing of order) {
      const { contestant, workload } = pairing;
      samples.get(pairing)!.push(runProbe("task-cost", [contestant, workload, String(cpuMs)]) as number);
    }
  }
  return pairings.map((pairing) => ({ ...pairing, cost: summarize(samples.get(pairing)!) }));
}
