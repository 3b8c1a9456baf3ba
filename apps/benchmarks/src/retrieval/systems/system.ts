import type { Passage } from "../question-set.ts";

/** A way to find passages. */
export interface RankingSystem {
  readonly name: string;
  /** Ids of the passages for a question, best first, each once. */
  rank(question: string): readonly number[];
}

/** Indexes passages for a system. */
export type CreateSystem = (passages: readonly Passage[]) => RankingSystem;
