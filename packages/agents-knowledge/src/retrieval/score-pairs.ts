import { hashPair, type IndexData } from "./index-data.ts";
import { computeIdf, type Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";

/** How rare each pair of neighbouring terms of a query is, by the pair's key. */
export type Pairs = ReadonlyMap<number, number>;

/** Finds the pairs of neighbouring terms of a query. */
export function findPairs(data: IndexData, { sequence }: Query): Pairs {
  const pairs = new Map<number, number>();
  for (let at = 1; at < sequence.length; at += 1) {
    const count = data.pairCounts[hashPair(sequence[at - 1], sequence[at], data.pairCounts.length)];
    pairs.set(
      keyPair(sequence[at - 1], sequence[at]),
      computeIdf(data.passageFile.length, Math.min(count, data.passageFile.length)),
    );
  }
  return pairs;
}

/** BM25 of the pairs that stand side by side in a passage. */
export function scorePairs(data: IndexData, passage: number, pairs: Pairs, { k1, b }: Ranking): number {
  const { stream, passageStream, averageLength } = data;
  const start = passageStream[passage];
  const end = passageStream[passage + 1];
  const counts = new Map<number, number>();
  for (let at = start + 1; at < end; at += 1) {
    const key = keyPair(stream[at - 1], stream[at]);
    if (pairs.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const norm = k1 * (1 - b + (b * (end - start)) / averageLength);
  let score = 0;
  for (const [key, count] of counts) score += ((pairs.get(key) ?? 0) * count * (k1 + 1)) / (count + norm);
  return score;
}

function keyPair(first: number, second: number): number {
  return first * 67_108_864 + second;
}
