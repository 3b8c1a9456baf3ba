import type { Contestant } from "../contestants/contestant.ts";

/** Something to be done again and again while the processor's time is taken. */
export interface Workload {
  readonly title: string;
  /** Tasks of one run: what the time is divided by. */
  readonly tasks: number;
  /** Runs it once and throws when what came out is wrong: a contestant that skips work is not fast. */
  run(contestant: Contestant): Promise<void>;
}
