import { stopWords } from "../retrieval/stop-words.ts";
import { measureShare } from "../answers/measure-share.ts";
import { createTerms, findWords, tokenize } from "../retrieval/tokenize.ts";
import { turningWords } from "../verify/word-lists.ts";

/** What a sentence rests on. */
export interface Support {
  /** The quotes' own characters. */
  readonly quotes: readonly string[];
  /** The whole sentences that the quotes are taken from. */
  readonly contexts: readonly string[];
  /** The headings above them. */
  readonly headings: readonly string[];
}

/** Words that join what quotes say without saying anything more. */
const linkingWords =
  "according called named known said says states documents documentation source respectively";
const longestSentence = 600;
const number = /\p{N}+(?:[.,:/-]\p{N}+|[\s'’]\p{N}{3}(?!\p{N}))*/gu;
const signedNumber =
  /(?:[-±<>≤≥≠≈~\p{Sc}]\s?)?\p{N}+(?:[.,:/-]\p{N}+|[\s'’]\p{N}{3}(?!\p{N}))*(?:\s?[%‰°\p{Sc}])?/gu;
/** Dashes of all kinds; before a figure each may be meant for a minus. */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** What is neither word nor punctuation says something, too, or hides something. */
const symbol = /[\p{S}\p{C}@\\]/gu;
const numberWords =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|twice|first|second|third|double|triple)\b/gi;
const calendarWords =
  /\b(?:January|February|March|April|May(?=\s*\d|,)|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|BCE?|CE|AD)\b/g;
const strongWords =
  /\b(?:all|always|every|only|most|best|worst|never|none|guarantee[sd]?|everyone|everything|must|before|after|above|below|under|over|against|more|less|fewer|than|during|since)\b/gi;
const quoted = /["“”«»„]([^"“”«»„]{1,300})["“”«»„]|`([^`]{1,300})`|‘([^’]{2,300})’/g;
const address =
  /\b[a-z][a-z\d+.-]{1,20}:\/\/\S*|\bwww\.\S+|\b(?:mailto|javascript|data|tel):\S+|\S+@\S+\.\S+/gi;
/** Negations that a sentence cannot leave out of what it quotes. */
const negation =
  /\b(?:not|no|never|none|neither|nor|without|cannot|lacks?|lacking|nothing|nobody|\w+n['’]t|unable|fails?|failed|hardly|instead|except|deprecated|removed|false|wrong|incorrect|untrue|myth)\b/i;

/**
 * Says why a sentence does not follow from its quotes, by words and values only; `undefined` when nothing
 * speaks against it. It is stricter than a reader: `leastShare` of a sentence's words stand in its quotes or in the
 * headings above them, all by default, since one other word is enough to say something else.
 */
export function findUnsupported(
  sentence: string,
  { quotes, contexts, headings }: Support,
  { leastShare = 1 }: { leastShare?: number } = {},
): string | undefined {
  const text = normalise(sentence).trim();
  if (text.length > longestSentence || !/\p{L}/u.test(text)) return "it is no sentence";
  const source = normalise(quotes.join("\n"));
  const above = normalise(headings.join("\n"));
  const isMissing = (pattern: RegExp, within: string): boolean => {
    const found = new Set(list(within, pattern));
    return list(text, pattern).some((value) => !found.has(value));
  };
  if (list(text, address).some((value) => !source.includes(trimAddress(value)))) return "it names an address";
  // Bare figures, and figures with what stands beside them: "5" and "5 %" are two things.
  if (isMissing(number, source) || isMissing(signedNumber, source)) return "it names another number";
  if (list(text, symbol).some((sign) => !`${source}\n${above}`.includes(sign))) return "it holds other signs";
  if (isMissing(numberWords, source)) return "it names another number";
  if (isMissing(calendarWords, source)) return "it names another date";
  if (listQuoted(text).some((value) => !fold(source).includes(fold(value))))
    return "it quotes what is not there";
  if (listNames(text).some((name) => !holdsName(`${source}\n${above}`, name)))
    return "it names something else";
  if (isMissing(strongWords, source) || turnsAway(text, source)) return "it says more than its quotes";
  if (!negation.test(text) && contexts.length > 0 && contexts.every((context) => negation.test(context)))
    return "its quotes deny something that it does not";
  return measureShare(text, `${source}\n${above}\n${linkingWords}`) < leastShare
    ? "its words are not those of its quotes"
    : undefined;
}

function normalise(text: string): string {
  return text.normalize("NFKC").replace(dashes, "-");
}

function list(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) =>
    found.toLowerCase().replace(/\s+/g, "").replaceAll(",", ""),
  );
}

function listQuoted(text: string): string[] {
  return [...text.matchAll(quoted)].map(([, first, second, third]) => first ?? second ?? third ?? "");
}

/** Words with a capital, a digit or a joint inside; the first word, too, unless it is a little one. */
function listNames(text: string): string[] {
  return findWords(text).flatMap(({ text: word }, position) => {
    if (stopWords.has(word.toLowerCase())) return [];
    const looksLikeName = /\p{Lu}|\p{N}|\p{L}[._/@]\p{L}/u.test(word);
    return position === 0 || looksLikeName ? [word] : [];
  });
}

function holdsName(within: string, name: string): boolean {
  const held = new Set(tokenize(within));
  const { whole } = createTerms(name);
  return whole === "" || held.has(whole);
}

/** True when a sentence turns or weakens something by a word that its quotes do not have. */
function turnsAway(text: string, source: string): boolean {
  const listWords = (value: string): string[] =>
    (
      value
        .toLowerCase()
        .replaceAll("’", "'")
        .match(/[\p{L}']+/gu) ?? []
    ).filter((word) => turningWords.has(word));
  const held = new Set(listWords(source));
  return listWords(text).some((word) => !held.has(word));
}

function trimAddress(value: string): string {
  return value.replace(/[.,;:!?)\]>'"]+$/, "");
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
