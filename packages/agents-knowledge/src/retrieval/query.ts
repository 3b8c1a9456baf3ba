import type { IndexData } from "./index-data.ts";
import { createLookup, type Lookup } from "./lookup.ts";
import { createTerms, findWords } from "./tokenize.ts";

/** One term of a query that the index knows. */
interface QueryTerm {
  readonly id: number;
  readonly weight: number;
  /** How rare it is: ln(1 + (N - n + 0.5) / (n + 0.5)), over passages. */
  readonly idf: number;
}

/** One word of a query: matched by its whole, or in part by its parts. */
interface QueryWord {
  /** Position in `Query.terms`, or -1 when the index does not know it. */
  readonly whole: number;
  readonly parts: readonly number[];
  readonly partCount: number;
  readonly idf: number;
}

/** A query in the terms of one index. */
export interface Query {
  /** As it was asked. */
  readonly text: string;
  readonly terms: readonly QueryTerm[];
  /** The position of a term in `terms` by its id. */
  readonly findTerm: Lookup;
  readonly words: readonly QueryWord[];
  /** The terms' ids in the query's order, for pairs; unknown terms are left out. */
  readonly sequence: readonly number[];
  /** Sum of the words' `idf`. */
  readonly totalIdf: number;
}

/** What a part of a name counts when the whole name is known too. */
const partWeight = 0.4;
/** Words of a query beyond these are ignored. */
const mostWords = 200;

/** Reads a query: each different word once, unknown words with the greatest rarity. */
export function readQuery(data: IndexData, text: string): Query {
  const terms: QueryTerm[] = [];
  const words: QueryWord[] = [];
  const sequence: number[] = [];
  const positions = new Map<number, number>();
  const seen = new Set<string>();
  const passageCount = data.passageFile.length;

  const addTerm = (term: string, weight: number): number => {
    const id = data.terms.get(term);
    if (id === undefined) return -1;
    sequence.push(id);
    const known = positions.get(id);
    if (known !== undefined) return known;
    positions.set(id, terms.length);
    const count = data.postings.offsets[id + 1] - data.postings.offsets[id];
    return terms.push({ id, weight, idf: computeIdf(passageCount, count) }) - 1;
  };

  for (const word of findWords(text).slice(0, mostWords)) {
    const { whole, parts } = createTerms(word.text);
    if (whole === "") continue;
    const wholeAt = addTerm(whole, 1);
    const partsAt = parts.map((part) => addTerm(part, wholeAt === -1 ? 1 : partWeight));
    if (seen.has(whole)) continue;
    seen.add(whole);
    const knownParts = partsAt.filter((at) => at !== -1);
    words.push({
      whole: wholeAt,
      parts: knownParts,
      partCount: parts.length,
      idf: wholeAt === -1 ? computeIdf(passageCount, 0) : terms[wholeAt].idf,
    });
  }
  return {
    text,
    terms,
    findTerm: createLookup(positions),
    words,
    sequence,
    totalIdf: words.reduce((sum, word) => sum + word.idf, 0),
  };
}

/** How much of a query, weighed by rarity, a set of matched terms covers: 0 to 1. */
export function measureCoverage(query: Query, isMatched: (term: number) => boolean): number {
  if (query.totalIdf === 0) return 0;
  let sum = 0;
  for (const word of query.words) {
    if (word.whole !== -1 && isMatched(word.whole)) sum += word.idf;
    else if (word.partCount > 0) sum += (word.idf * word.parts.filter(isMatched).length) / word.partCount;
  }
  return sum / query.totalIdf;
}

export function computeIdf(passageCount: number, count: number): number {
  return Math.log(1 + (passageCount - count + 0.5) / (count + 0.5));
}
