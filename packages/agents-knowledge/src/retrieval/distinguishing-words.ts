import { hashTerm } from "./sim-hash.ts";

/** What a word says about whether two passages can be near duplicates. */
export interface Distinction {
  /** A word of negation, or one with a digit: counts wherever it stands. */
  readonly isValue: boolean;
  /** Has a capital letter: a name, unless it begins a sentence. */
  readonly isName: boolean;
  /** The word without regard to case. */
  readonly hash: number;
}

/** Negations, and numbers in words. */
const values: ReadonlySet<string> = new Set(
  `no not nor none never neither nobody nothing nowhere without cannot except unless
   zero one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty
   seventy eighty ninety hundred thousand million billion half twice once first second third noon midnight`.split(
    /\s+/,
  ),
);
/** Any digit, and the contractions of "not". */
const valuePattern = /\p{N}|n['’]t$/u;
const none: Distinction = { isValue: false, isName: false, hash: 0 };

/**
 * Tells whether a word makes a passage a different one although all others are the same: numbers, negations
 * and names do, since a claim is checked against exactly those.
 */
export function readDistinction(word: string): Distinction {
  const lower = word.toLowerCase();
  const isValue = values.has(lower) || valuePattern.test(lower);
  const isName = lower !== word;
  return isValue || isName ? { isValue, isName, hash: hashTerm(lower).low } : none;
}

/** Adds a word to what distinguishes a passage; the order counts, so "from 9 to 5" is not "from 5 to 9". */
export function mixDistinction(sum: number, hash: number): number {
  return (Math.imul((sum << 5) | (sum >>> 27), 0x9e3779b1) ^ hash) >>> 0;
}
