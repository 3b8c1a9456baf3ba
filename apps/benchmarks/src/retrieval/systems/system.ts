/** A way to find passages. */
export interface RankingSystem {
  readonly name: string;
  /** Ids of the passages for a question, best first, each once. */
  rank(question: string): readonly number[];
}
