import type { Contestant } from "./contestant.ts";
import * as convoke from "./convoke.ts";

/** Convoke as it votes by default: who cannot change the verdict any more is cancelled. */
export function createContestant(): Contestant {
  return convoke.createContestant({ earlyStop: "decided" });
}
