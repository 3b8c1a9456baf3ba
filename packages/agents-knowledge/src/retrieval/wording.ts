import type { IndexData } from "./index-data.ts";
import { beginningLength, foldCase, scanWords } from "./scan-words.ts";
import { findExpectedAnswer, type ExpectedAnswer } from "./expected-answer.ts";
import { computeIdf, type Query } from "./query.ts";
import { createTerms } from "./tokenize.ts";

/** One different word of a query as it is written; stop words weigh nothing by themselves. */
export interface WordingWord {
  readonly text: string;
  /** Position in `Query.terms`, or -1. */
  readonly term: number;
  readonly idf: number;
}

/** A query as it is written, ready to be compared with texts. */
export interface Wording {
  readonly words: readonly WordingWord[];
  /** Position of each word by its hash. */
  readonly byHash: ReadonlyMap<number, number>;
  /** Positions of the words that weigh something, by the hash of their beginning. */
  readonly byBeginning: ReadonlyMap<number, readonly number[]>;
  /** Words that follow one another, as `first * mostWords + second`. */
  readonly pairs: ReadonlySet<number>;
  readonly expected: ExpectedAnswer;
}

/** Words of a query beyond these are ignored. */
export const mostWordingWords = 64;

/** Reads the wording of a query. */
export function readWording(data: IndexData, query: Query): Wording {
  const { text } = query;
  const positions = new Map(query.terms.map((term, position) => [term.id, position]));
  const words: WordingWord[] = [];
  const byHash = new Map<number, number>();
  const byBeginning = new Map<number, number[]>();
  const pairs = new Set<number>();
  let before = -1;
  scanWords(text, 0, text.length, (hash, beginning, start, end) => {
    let at = byHash.get(hash) ?? -1;
    if (at === -1 && words.length < mostWordingWords) {
      const word = text.slice(start, end);
      const stem = createTerms(word).whole;
      const id = stem === "" ? undefined : data.terms.get(stem);
      const term = id === undefined ? -1 : (positions.get(id) ?? -1);
      const idf =
        stem === "" ? 0 : term === -1 ? computeIdf(data.passageFile.length, 0) : query.terms[term].idf;
      at = words.push({ text: word, term, idf }) - 1;
      byHash.set(hash, at);
      if (beginning !== 0 && idf > 0 && !/^\d/.test(word))
        byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), at]);
    }
    if (before !== -1 && at !== -1) pairs.add(before * mostWordingWords + at);
    before = at;
  });
  return { words, byHash, byBeginning, pairs, expected: findExpectedAnswer(text) };
}

/** Forms of one word share their beginning, and more than half of the longer one. */
const leastShared = 0.6;

/** True when a word of `text` may be another form of `word`; that five letters agree is known by then. */
export function isForm(word: string, text: string, start: number, end: number): boolean {
  const shorter = Math.min(word.length, end - start);
  let shared = beginningLength;
  while (shared < shorter && foldCase(word.charCodeAt(shared)) === foldCase(text.charCodeAt(start + shared)))
    shared += 1;
  return shared >= Math.max(word.length, end - start) * leastShared;
}
