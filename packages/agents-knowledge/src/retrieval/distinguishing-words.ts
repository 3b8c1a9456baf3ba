import { hashTerm } from "./sim-hash.ts";

/** What a word says about whether two passages can be near duplicates. */
export interface Distinction {
  /** A negation or a number; the word behind it counts too: "5 kg" is not "5 lb", "2:30 am" not "2:30 pm". */
  readonly isValue: boolean;
  /** Has a capital letter, so it may be a name. */
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
/** What changes the number beside it: signs, comparisons, currencies, shares. */
const signPattern = /[<>≤≥=±~≈$€£¥]\s?(?=\d)|(?<![\p{L}\p{N}])[-−]\s?(?=\d)|(?<=\d)\s?[%‰°€£¥$]/gu;

/**
 * Tells whether a word makes a passage a different one although all others are the same: numbers, negations
 * and names do, since a claim is checked against exactly those.
 */
export function readDistinction(word: string): Distinction {
  const lower = word.toLowerCase();
  const isValue = values.has(lower) || valuePattern.test(lower);
  return { isValue, isName: lower !== word, hash: hashTerm(lower).low };
}

/** The signs beside the numbers of a text, in their order; empty for most. */
export function findSigns(text: string): string {
  return text.match(signPattern)?.join("") ?? "";
}

/** Adds a word to what distinguishes a passage; the order counts, so "from 9 to 5" is not "from 5 to 9". */
export function mixDistinction(sum: number, hash: number): number {
  return (Math.imul((sum << 5) | (sum >>> 27), 0x9e3779b1) ^ hash) >>> 0;
}
