import type { IndexData } from "./index-data.ts";
import { compareWording, type WordingMatch } from "./compare-wording.ts";
import { findPairs, matchSentences, type SentenceMatch } from "./match-sentences.ts";
import { keepBestOfGroups } from "./near-duplicates.ts";
import { computeIdf, measureCoverage, type Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";
import { scorePassages } from "./score-passages.ts";
import { selectTop } from "./select-top.ts";
import { isInTitle } from "./title-terms.ts";
import { readWording } from "./wording.ts";

/** A passage in its place: `coverage` is the share of the query, by rarity, that text and title hold. */
export interface Hit {
  readonly passage: number;
  readonly score: number;
  readonly coverage: number;
}

/** Passages that are read again, sentence by sentence; those behind them keep their place. */
const candidates = 30;
/** What two neighbouring sentences count beside the best single one. */
const neighbourShare = 0.3;
/** `density` is by the logarithm of a sentence's length; this is that of one of twenty terms. */
const usualLength = Math.log(28);
/** What each kind of evidence counts; those with `rarest` count in units of the rarest word. */
const exactShare = 0.36;
const formShare = 1.1;
const rarestPerPhrase = 0.13;
const rarestForExpected = 0.65;
/** A document counts by its best passages, so many. */
const documentPassages = 3;

/** Ranks the passages that `accepts` lets through, best first, at most `limit`. */
export function rankPassages(
  data: IndexData,
  query: Query,
  { ranking, limit, accepts }: { ranking: Ranking; limit: number; accepts?: (file: number) => boolean },
): Hit[] {
  const { touched, scores } = scorePassages(data, query, ranking);
  const accepted = accepts ? touched.filter((passage) => accepts(data.passageFile[passage])) : touched;
  const distinct = keepBestOfGroups(data.duplicateGroups, accepted, scores);
  const first = selectTop(distinct, scores, Math.max(limit, candidates));
  const read = first.slice(0, candidates);
  const additions = scoreAgain(data, query, { ranking, passages: read, scores });
  for (const [at, passage] of read.entries()) scores[passage] += additions[at];
  return selectTop(first, scores, limit).map((passage) => ({
    passage,
    score: scores[passage],
    coverage: measureCoverage(query, createMatcher(data, passage, query)),
  }));
}

/** What each of the passages gains by a closer look; never below 0. */
function scoreAgain(
  data: IndexData,
  query: Query,
  { ranking, passages, scores }: { ranking: Ranking; passages: readonly number[]; scores: Float64Array },
): number[] {
  const { bigramWeight, sentenceWeight, wordingWeight, documentWeight } = ranking;
  const wording = readWording(data, query);
  const pairs = findPairs(data, query);
  const documents = scoreDocuments(data, passages, scores);
  const rarest = computeIdf(data.passageFile.length, 0);
  return passages.map((passage) => {
    const title = data.passageTitle[passage];
    const inTitle = query.terms.map(({ id }) => isInTitle(data, id, title));
    const match = matchSentences(data, passage, { query, pairs, inTitle, ranking });
    return (
      bigramWeight * match.pairs +
      sentenceWeight * scoreSentences(match) +
      wordingWeight * scoreWording(compareWording(data, passage, wording, match), rarest) +
      documentWeight * (documents.get(data.titles[title].headings[0]) ?? 0)
    );
  });
}

function scoreSentences({ density, neighbours }: SentenceMatch): number {
  return density * usualLength + neighbourShare * neighbours;
}

function scoreWording({ exact, forms, phrases, expected }: WordingMatch, rarest: number): number {
  return (
    exactShare * exact +
    formShare * forms +
    rarest * (rarestPerPhrase * phrases + rarestForExpected * expected)
  );
}

/** The mean score of the best passages of each document; one that has fewer of them has zeros for the others. */
function scoreDocuments(
  data: IndexData,
  passages: readonly number[],
  scores: Float64Array,
): ReadonlyMap<string | undefined, number> {
  const documents = new Map<string | undefined, number>();
  const counts = new Map<string | undefined, number>();
  for (const passage of passages) {
    const [name] = data.titles[data.passageTitle[passage]].headings;
    const count = counts.get(name) ?? 0;
    if (count === documentPassages) continue;
    counts.set(name, count + 1);
    documents.set(name, (documents.get(name) ?? 0) + scores[passage] / documentPassages);
  }
  return documents;
}

/** The sum of rarities of the query's terms in one unit, each once. */
export function scoreUnit(
  data: IndexData,
  unit: number,
  query: Query,
  positions: ReadonlyMap<number, number>,
): number {
  const matched = new Set<number>();
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
  const held = new Uint8Array(query.terms.length);
  for (let at = data.passageStream[passage]; at < data.passageStream[passage + 1]; at += 1) {
    const term = query.findTerm(data.stream[at]);
    if (term !== -1) held[term] = 1;
  }
  const title = data.passageTitle[passage];
  return (term) => held[term] === 1 || isInTitle(data, query.terms[term].id, title);
}
