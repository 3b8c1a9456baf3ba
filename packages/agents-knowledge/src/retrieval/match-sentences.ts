import { hashPair, type IndexData } from "./index-data.ts";
import { computeIdf, type Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";

/** Which terms of a query a passage holds, sentence by sentence; amounts are sums of rarities. */
export interface SentenceMatch {
  /** 1 for each term of the query that text or title holds. */
  readonly held: Uint8Array;
  /** The most that one sentence matches, title included, by the logarithm of its length. */
  readonly density: number;
  /** The most that two neighbouring sentences match, title included. */
  readonly neighbours: number;
  /** The sentence that matches most, as a unit of the index. */
  readonly bestUnit: number;
  /** The first of the two neighbours that match most. */
  readonly firstNeighbour: number;
  /** BM25 of the query's pairs of terms that stand side by side. */
  readonly pairs: number;
}

/** How rare each pair of neighbouring terms of a query is, by `keyPair` of their positions. */
export type Pairs = ReadonlyMap<number, number>;

/** Finds the pairs of neighbouring terms of a query. */
export function findPairs(data: IndexData, { sequence, findTerm }: Query): Pairs {
  const pairs = new Map<number, number>();
  const passageCount = data.passageFile.length;
  for (let at = 1; at < sequence.length; at += 1) {
    const [first, second] = [sequence[at - 1], sequence[at]];
    const count = data.pairCounts[hashPair(first, second, data.pairCounts.length)];
    pairs.set(
      keyPair(findTerm(first), findTerm(second)),
      computeIdf(passageCount, Math.min(count, passageCount)),
    );
  }
  return pairs;
}

/** Reads a passage's terms; `inTitle` tells which terms of the query its title holds. */
export function matchSentences(
  data: IndexData,
  passage: number,
  options: { query: Query; pairs: Pairs; inTitle: readonly boolean[]; ranking: Ranking },
): SentenceMatch {
  const { query, pairs, inTitle, ranking } = options;
  const { terms, findTerm } = query;
  const amounts = terms.map(({ weight, idf }, at) => (inTitle[at] ? 0 : weight * idf));
  const titleAmount = terms.reduce((sum, { weight, idf }, at) => sum + (inTitle[at] ? weight * idf : 0), 0);
  const held = Uint8Array.from(inTitle, Number);
  // The unit where each term stood last: a term counts once for a sentence, and once for two neighbours.
  const lastUnit = new Int32Array(terms.length).fill(-2);
  const counts = new Map<number, number>();
  const firstUnit = data.passageUnits[passage];
  let [bestUnit, firstNeighbour, best, neighbours, density, previous, before] = [
    firstUnit,
    firstUnit,
    -1,
    -1,
    0,
    0,
    -1,
  ];
  for (let unit = firstUnit; unit < data.passageUnits[passage + 1]; unit += 1) {
    const [start, end] = [data.unitStream[unit], data.unitStream[unit + 1]];
    let [own, added] = [0, 0];
    for (let at = start; at < end; at += 1) {
      const term = findTerm(data.stream[at]);
      if (term !== -1) {
        if (lastUnit[term] !== unit) {
          own += amounts[term];
          if (lastUnit[term] !== unit - 1) added += amounts[term];
          lastUnit[term] = unit;
          held[term] = 1;
        }
        const key = keyPair(before, term);
        if (before !== -1 && pairs.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      before = term;
    }
    if (own > best) [best, bestUnit] = [own, unit];
    if (previous + added > neighbours)
      [neighbours, firstNeighbour] = [previous + added, Math.max(firstUnit, unit - 1)];
    density = Math.max(density, (titleAmount + own) / Math.log(8 + end - start));
    previous = own;
  }
  const length = data.passageStream[passage + 1] - data.passageStream[passage];
  return {
    held,
    density,
    neighbours: titleAmount + neighbours,
    bestUnit,
    firstNeighbour,
    pairs: scorePairs(counts, pairs, ranking, length / data.averageLength),
  };
}

function scorePairs(
  counts: ReadonlyMap<number, number>,
  pairs: Pairs,
  { k1, b }: Ranking,
  relativeLength: number,
): number {
  const norm = k1 * (1 - b + b * relativeLength);
  let score = 0;
  for (const [key, count] of counts) score += ((pairs.get(key) ?? 0) * count * (k1 + 1)) / (count + norm);
  return score;
}

function keyPair(first: number, second: number): number {
  return first * 65_536 + second;
}
