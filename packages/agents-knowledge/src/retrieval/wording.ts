import type { IndexData } from "./index-data.ts";
import { beginningLength, foldCase, scanWords } from "./scan-words.ts";
import { findExpectedAnswer, type ExpectedAnswer } from "./expected-answer.ts";
import { createLookup, type Lookup } from "./lookup.ts";
import { computeIdf, type Query } from "./query.ts";
import { createTerms } from "./tokenize.ts";

/** One different word of a query as it is written; stop words weigh nothing by themselves. */
interface WordingWord {
  readonly text: string;
  /** Position in `Query.terms`, or -1. */
  readonly term: number;
  readonly idf: number;
}

/** A query as it is written, ready to be compared with texts. */
export interface Wording {
  readonly words: readonly WordingWord[];
  /** Position of each word by its hash. */
  readonly findWord: Lookup;
  /** Positions of the words that weigh something, by the hash of their beginning. */
  readonly byBeginning: ReadonlyMap<number, readonly number[]>;
  /** A position that is in `byBeginning`, by the hash of a beginning. */
  readonly findBeginning: Lookup;
  /** Words that follow one another: by `keyWords`, a number from 0 for each pair. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly expected: ExpectedAnswer;
}

/** Words of a query beyond these are ignored. */
const mostWordingWords = 64;

/** Reads the wording of a query. */
export function readWording(data: IndexData, query: Query): Wording {
  const { text } = query;
  const words: WordingWord[] = [];
  const byHash = new Map<number, number>();
  const byBeginning = new Map<number, number[]>();
  const pairs = new Map<number, number>();
  let before = -1;
  scanWords(text, 0, text.length, (hash, beginning, start, end) => {
    let at = byHash.get(hash) ?? -1;
    if (at === -1 && words.length < mostWordingWords) {
      const word = text.slice(start, end);
      const stem = createTerms(word).whole;
      const id = stem === "" ? undefined : data.terms.get(stem);
      const term = id === undefined ? -1 : query.findTerm(id);
      const idf =
        stem === "" ? 0 : term === -1 ? computeIdf(data.passageFile.length, 0) : query.terms[term].idf;
      at = words.push({ text: word, term, idf }) - 1;
      byHash.set(hash, at);
      if (beginning !== 0 && idf > 0 && !/^\d/.test(word))
        byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), at]);
    }
    if (before !== -1 && at !== -1 && !pairs.has(keyWords(before, at)))
      pairs.set(keyWords(before, at), pairs.size);
    before = at;
  });
  return {
    words,
    findWord: createLookup(byHash),
    byBeginning,
    findBeginning: createLookup(new Map([...byBeginning].map(([hash, [first]]) => [hash, first]))),
    pairs,
    expected: findExpectedAnswer(text),
  };
}

/** Names two words that follow one another by their positions. */
export function keyWords(first: number, second: number): number {
  return first * mostWordingWords + second;
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
