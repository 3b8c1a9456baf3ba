import type { RankedPassage } from "../retrieval/knowledge-index.ts";

// Fitted by logistic regression to half of the questions of SQuAD's development set, with and without their article.
const interceptWeight = -4.3;
const coverageWeight = 4.7;
const leadWeight = 8.4;

/**
 * How likely the first of some ranked passages is the right one, in [0, 1].
 *
 * A logistic function of two features: the share of the query that it holds, and its lead over the
 * second, relative to its score.
 */
export function estimateConfidence(passages: readonly RankedPassage[]): number {
  const [first, second] = passages;
  if (!first) return 0;
  const lead = second && first.score > 0 ? (first.score - second.score) / first.score : 1;
  const logit =
    interceptWeight + coverageWeight * first.coverage + leadWeight * Math.min(1, Math.max(0, lead));
  return Number((1 / (1 + Math.exp(-logit))).toFixed(3));
}
