import { stem } from "porter2";
import { stopWords } from "./stop-words.ts";

/** One word of a text: where it stands, and as it is written. */
export interface Word {
  readonly text: string;
  /** Offset of the first character. */
  readonly start: number;
}

/** What a word is searched by: the whole, and for names such as `p-queue` or `AbortSignal` their parts. */
export interface WordTerms {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** Letters and digits; `-`, `_`, `.`, `/`, `'` and the comma of `1,000` join them when they stand inside. */
const wordPattern =
  /\d{1,3}(?:,\d{3})+(?![\d,])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-_.'’/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*(?:\+\+|#)?/gu;

const longestWord = 60;
const mostParts = 8;
const camelBoundary = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const notAscii = /[^\x00-\x7f]/;
const nothing: WordTerms = { whole: "", parts: [] };

/** Finds the words of a text, identifiers whole. */
export function findWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    if (match[0].length <= longestWord) words.push({ text: match[0], start: match.index });
  }
  return words;
}

/** Calls `visit` with each word of a text; the fast way for indexing. */
export function visitWords(text: string, visit: (word: string) => void): void {
  for (const word of text.match(wordPattern) ?? []) if (word.length <= longestWord) visit(word);
}

/**
 * The search terms of one word: a Porter2 stem, or nothing for a stop word (`whole` is empty then).
 *
 * @example
 * createTerms("running");     // { whole: "run", parts: [] }
 * createTerms("AbortSignal"); // { whole: "abortsign", parts: ["abort", "signal"] }
 * createTerms("v18.2.0");     // { whole: "18.2.0", parts: ["18"] }
 */
export function createTerms(word: string): WordTerms {
  const folded = notAscii.test(word) ? foldAccents(word) : word;
  const lower = folded.toLowerCase().replace(/'s$/, "");
  if (stopWords.has(lower)) return nothing;
  const version = /^v?(\d[\d.,]*)$/.exec(lower)?.[1];
  if (version !== undefined) return createNumberTerms(version.replaceAll(",", ""));
  const pieces = folded.replace(/'s$/i, "").split(/[-_.'/]/);
  const parts: string[] = [];
  for (const piece of pieces) {
    const split = /[A-Z]/.test(piece.slice(1)) ? piece.split(camelBoundary) : [];
    // `queue.onIdle` is found by `onIdle` as well as by `idle`.
    const found =
      split.length > 1 && pieces.length === 1 ? split : split.length > 1 ? [piece, ...split] : [piece];
    for (const part of found) {
      const partLower = part.toLowerCase();
      if (partLower !== "" && !stopWords.has(partLower)) parts.push(stemWord(partLower));
    }
  }
  if (pieces.length === 1) return { whole: stemWord(lower), parts: parts.length > 1 ? parts : [] };
  return parts.length === 0 ? nothing : { whole: lower, parts: parts.slice(0, mostParts) };
}

/** Answering reads the same few passages again and again; their words are remembered, at most so many. */
const mostRememberedWords = 20_000;
const remembered = new Map<string, WordTerms>();

function recallTerms(word: string): WordTerms {
  let terms = remembered.get(word);
  if (terms === undefined) {
    terms = createTerms(word);
    if (remembered.size >= mostRememberedWords) remembered.clear();
    remembered.set(word, terms);
  }
  return terms;
}

/** The terms of a whole text in order, wholes before their parts. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  visitWords(text, (word) => {
    const { whole, parts } = recallTerms(word);
    if (whole !== "") tokens.push(whole, ...parts);
  });
  return tokens;
}

/** Stems of British spellings, and of the American ones that they are searched by. */
const americanStems: ReadonlyMap<string, string> = new Map([
  ["licenc", "licens"],
  ["defenc", "defens"],
  ["behaviour", "behavior"],
  ["colour", "color"],
  ["favour", "favor"],
  ["favourit", "favorit"],
  ["honour", "honor"],
  ["neighbour", "neighbor"],
  ["labour", "labor"],
  ["centr", "center"],
  ["analys", "analyz"],
  ["catalogu", "catalog"],
  ["grey", "gray"],
]);

/** Porter2 for words of the alphabet, in American spelling; anything else is its own stem. */
export function stemWord(lower: string): string {
  if (!/^[a-z]{3,}$/.test(lower)) return lower;
  const stemmed = stem(lower);
  return americanStems.get(stemmed) ?? stemmed;
}

function createNumberTerms(number: string): WordTerms {
  const dot = number.indexOf(".");
  return { whole: number, parts: dot > 0 ? [number.slice(0, dot)] : [] };
}

function foldAccents(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("’", "'");
}
