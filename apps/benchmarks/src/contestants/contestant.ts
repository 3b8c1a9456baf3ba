import type { Ballot } from "../work.ts";

/** The answer with the most votes, and how many they are. */
export interface Verdict {
  readonly winner: Ballot | undefined;
  readonly votes: number;
}

/**
 * One way of having tasks done, in the shape that the workloads ask for.
 *
 * Each method gets data and returns data, so that a contestant pays for its own way of saying what is to be
 * done: closures, queue entries or task specifications.
 */
export interface Contestant {
  /** One task, awaited. */
  delegate(input: number): Promise<number>;
  /** One after another: a task is handed over when the one before it has ended. */
  chain(inputs: readonly number[]): Promise<readonly number[]>;
  /** At most `concurrency` at once; the results in order. */
  fanOut(inputs: readonly number[], concurrency: number): Promise<readonly number[]>;
  /** All at once; the results aggregated into one list. */
  aggregate(inputs: readonly number[]): Promise<readonly number[]>;
  /** True when it cancels voters that cannot change the verdict any more. */
  readonly stopsEarly?: boolean;
  /** All voters at once; every vote is counted, unless it stops early. */
  vote(ballots: readonly Ballot[]): Promise<Verdict>;
}
