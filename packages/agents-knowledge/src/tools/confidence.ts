import type { RankedPassage } from "../retrieval/knowledge-index.ts";

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
  const logit = interceptWeight + coverageWeight * first.coverage + leadWeight * Math.min(1, Math.max(0, lead));
  return Number((1 / (1 + Math.exp(-logit))).toFixed(3));
}

const interceptWeight = -2.5;
const coverageWeight = 3.5;
const leadWeight = 4;
