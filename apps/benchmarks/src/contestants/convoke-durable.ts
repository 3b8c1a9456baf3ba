import { memoryStore } from "@convoke/core";
import type { Contestant } from "./contestant.ts";
import * as convoke from "./convoke.ts";

/** Convoke with every run, task and event committed to a store before it is acknowledged. */
export function createContestant(): Contestant {
  return convoke.createContestant({ store: memoryStore() });
}
