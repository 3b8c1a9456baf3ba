import { hashPair, type IndexData } from "./index-data.ts";
import { keepBestOfGroups } from "./near-duplicates.ts";
import { computeIdf, measureCoverage, type Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";
import { scorePassages } from "./score-passages.ts";
import { selectTop } from "./select-top.ts";

/** A passage in its place: `coverage` is the share of the query, by rarity, that text and title hold. */
export interface Hit {
  readonly passage: number;
  readonly score: number;
  readonly coverage: number;
}

/** Passages whose pairs of words are looked at; those behind them cannot win by pairs. */
const pairCandidates = 120;
/** Passages ranked again by their best sentence. */
const sentenceCandidates = 60;

/** Ranks the passages that `accepts` lets through, best first, at most `limit`. */
export function rankPassages(
  data: IndexData,
  query: Query,
  { ranking, limit, accepts }: { ranking: Ranking; limit: number; accepts?: (file: number) => boolean },
): Hit[] {
  const { touched, scores } = scorePassages(data, query, ranking);
  const accepted = accepts ? touched.filter((passage) => accepts(data.passageFile[passage])) : touched;
  const candidates = keepBestOfGroups(data.duplicateGroups, accepted, scores);
  const positions = new Map(query.terms.map((term, position) => [term.id, position]));
  const pairs = findPairs(data, query);

  const first = selectTop(candidates, scores, Math.max(limit, pairCandidates));
  if (ranking.bigramWeight > 0 && pairs.size > 0) {
    for (const passage of first) {
      scores[passage] += ranking.bigramWeight * scorePairs(data, passage, pairs, ranking);
    }
  }
  const second = selectTop(first, scores, Math.max(limit, sentenceCandidates));
  if (ranking.sentenceWeight > 0) {
    for (const passage of second.slice(0, sentenceCandidates)) {
      scores[passage] += ranking.sentenceWeight * scoreBestUnit(data, passage, query, positions);
    }
  }
  return selectTop(second, scores, limit).map((passage) => ({
    passage,
    score: scores[passage],
    coverage: measureCoverage(query, createMatcher(data, passage, query)),
  }));
}

/** The query's neighbouring terms as `first * 2^26 + second`, with how rare each pair is. */
function findPairs(data: IndexData, query: Query): Map<number, number> {
  const pairs = new Map<number, number>();
  const { sequence } = query;
  for (let at = 1; at < sequence.length; at += 1) {
    const count = data.pairCounts[hashPair(sequence[at - 1], sequence[at], data.pairCounts.length)];
    pairs.set(
      keyPair(sequence[at - 1], sequence[at]),
      computeIdf(data.passageFile.length, Math.min(count, data.passageFile.length)),
    );
  }
  return pairs;
}

function keyPair(first: number, second: number): number {
  return first * 67_108_864 + second;
}

function scorePairs(
  data: IndexData,
  passage: number,
  pairs: ReadonlyMap<number, number>,
  ranking: Ranking,
): number {
  const { stream, passageStream, averageLength } = data;
  const start = passageStream[passage];
  const end = passageStream[passage + 1];
  const counts = new Map<number, number>();
  for (let at = start + 1; at < end; at += 1) {
    const key = keyPair(stream[at - 1], stream[at]);
    if (pairs.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const norm = ranking.k1 * (1 - ranking.b + (ranking.b * (end - start)) / averageLength);
  let score = 0;
  for (const [key, count] of counts)
    score += ((pairs.get(key) ?? 0) * count * (ranking.k1 + 1)) / (count + norm);
  return score;
}

/** The greatest sum of rarities that one sentence, row or piece of code matches together with its title. */
function scoreBestUnit(
  data: IndexData,
  passage: number,
  query: Query,
  positions: ReadonlyMap<number, number>,
): number {
  const title = data.passageTitle[passage];
  const inTitle = query.terms.flatMap(({ id }, position) => (isInTitle(data, id, title) ? [position] : []));
  let best = 0;
  for (let unit = data.passageUnits[passage]; unit < data.passageUnits[passage + 1]; unit += 1) {
    best = Math.max(best, scoreUnit(data, unit, query, positions, inTitle));
  }
  return best;
}

/** The sum of rarities of the query's terms in one unit and among those `known` beforehand, each once. */
export function scoreUnit(
  data: IndexData,
  unit: number,
  query: Query,
  positions: ReadonlyMap<number, number>,
  known: readonly number[] = [],
): number {
  const matched = new Set(known);
  for (let at = data.unitStream[unit]; at < data.unitStream[unit + 1]; at += 1) {
    const position = positions.get(data.stream[at]);
    if (position !== undefined) matched.add(position);
  }
  let score = 0;
  for (const position of matched) score += query.terms[position].weight * query.terms[position].idf;
  return score;
}

/** Tells which of the query's terms stand in a passage or in its title. */
function createMatcher(data: IndexData, passage: number, query: Query): (term: number) => boolean {
  const inText = new Set(data.stream.subarray(data.passageStream[passage], data.passageStream[passage + 1]));
  const title = data.passageTitle[passage];
  return (term) => inText.has(query.terms[term].id) || isInTitle(data, query.terms[term].id, title);
}

function isInTitle({ titlePostings: { offsets, groups } }: IndexData, term: number, title: number): boolean {
  let low = offsets[term];
  let high = offsets[term + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (groups[middle] < title) low = middle + 1;
    else high = middle;
  }
  return low < offsets[term + 1] && groups[low] === title;
}
