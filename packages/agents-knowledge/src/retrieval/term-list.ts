import { type Distinction, readDistinction } from "./distinguishing-words.ts";
import { type Hash64, hashTerm } from "./sim-hash.ts";
import { createTerms } from "./tokenize.ts";

/** What a word becomes in an index. */
interface ReadWord {
  /** Its terms: the whole, then the parts; none for a stop word. */
  readonly ids: readonly number[];
  readonly distinction: Distinction;
}

/** The terms of an index in the making, numbered in the order in which they are met. */
export interface TermList {
  read(word: string): ReadWord;
  findId(term: string): number;
  hashOf(id: number): Hash64;
  finish(): ReadonlyMap<string, number>;
}

/** Words whose terms are remembered while indexing; text repeats itself. */
const mostRememberedWords = 200_000;

/** Creates an empty list of terms. */
export function createTermList(): TermList {
  const terms = new Map<string, number>();
  const names: string[] = [];
  const hashes: (Hash64 | undefined)[] = [];
  const words = new Map<string, ReadWord>();

  function findId(term: string): number {
    let id = terms.get(term);
    if (id === undefined) {
      id = terms.size;
      terms.set(term, id);
      names.push(term);
      hashes.push(undefined);
    }
    return id;
  }

  return {
    findId,
    read(word) {
      let known = words.get(word);
      if (known === undefined) {
        const { whole, parts } = createTerms(word);
        const ids = whole === "" ? [] : [whole, ...parts].map(findId);
        known = { ids, distinction: readDistinction(word) };
        if (words.size < mostRememberedWords) words.set(word, known);
      }
      return known;
    },
    // Copied passages bring their SimHash along, so many terms are never hashed.
    hashOf: (id) => (hashes[id] ??= hashTerm(names[id])),
    finish: () => terms,
  };
}
