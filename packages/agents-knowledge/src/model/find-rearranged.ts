import { createTerms, findWords } from "../retrieval/tokenize.ts";
import { decodeEntities } from "../text/decode-entities.ts";
import { maskMarkup } from "../text/mask-markup.ts";
import { boundingWords, genericSubjects, limitingWords, turningWords } from "../verify/word-lists.ts";

/** A sentence of a source, and what of it was quoted. */
export interface QuotedSentence {
  readonly sentence: string;
  readonly quoted: readonly string[];
}

/** Little words that a sentence may have besides those of its quotes. */
const freeWords = new Set(
  "a an the and that this these those it its they their he his she her of".split(" "),
);
/** Forms of one verb in one tense are one word. */
const forms: Readonly<Record<string, string>> = { are: "is", am: "is", were: "was", have: "has", does: "do" };
const predicates = /^(?:is|was|has|had|do|did|will)$/;
/** Words that join what follows and leave alone what stands before. */
const joining = new Set("but although though whereas while however instead".split(" "));
/** Words of a quote that may be left out between two that are taken. */
const mostSkipped = 6;
/** Words around what is taken, within which something may turn it. */
const reach = 3;

interface SourceWord {
  readonly key: string;
  readonly lower: string;
  readonly isQuoted: boolean;
}

/**
 * Says why a sentence is no shortening of its quotes; `undefined` when it is one: its words, down to the
 * prepositions, stand in their order in one quoted sentence, or in several that are told one after the other, and
 * nothing among or beside them there denies, limits or conditions what was taken. So "Kafka is faster than Relay"
 * does not follow from "Relay is faster than Kafka", nor "clients pay" from "some clients pay". The subject may
 * come from the headings when the quoted sentence leaves it out.
 */
export function findRearranged(
  sentence: string,
  { sources, headings }: { sources: readonly QuotedSentence[]; headings: readonly string[] },
): string | undefined {
  if (sentence.includes("?") && !sources.some((source) => source.sentence.includes("?")))
    return "it asks, and its quotes do not";
  const wanted = readWords(sentence);
  if (wanted.length < 2) return "it is no sentence";
  const rows = sources.map(readSource);
  const subjects = headings.map((heading) => new Set(readWords(heading).map(({ key }) => key)));
  const keys = wanted.map(({ key }) => key);
  const used = new Set<number>();
  let at = 0;
  let isTurned = false;
  while (at < keys.length) {
    const { length, row, turned } = findLongest(keys.slice(at), rows, used);
    isTurned ||= turned;
    if (length >= 2) {
      used.add(row);
      at += length;
      continue;
    }
    const next = at === 0 ? takeSubject(keys, { rows, subjects }) : undefined;
    if (next === undefined)
      return isTurned
        ? "its quotes deny or limit what it says"
        : "it puts the words of its quotes together in another way";
    used.add(next.row);
    at = next.length;
  }
  return undefined;
}

/** The row that holds the most of what is still wanted, in its order. */
function findLongest(
  keys: readonly string[],
  rows: readonly (readonly SourceWord[])[],
  used: ReadonlySet<number>,
): { length: number; row: number; turned: boolean } {
  let best = { length: 0, row: -1, turned: false };
  let turned = false;
  for (const [row, words] of rows.entries()) {
    if (used.has(row)) continue;
    for (const [start, word] of words.entries()) {
      if (word.key !== keys[0] || !word.isQuoted) continue;
      const places = follow(keys, words, start);
      if (places.length <= best.length) continue;
      if (isTurnedWithin(words, places)) turned ||= places.length === keys.length;
      else best = { length: places.length, row, turned: false };
    }
  }
  return { ...best, turned };
}

/** Where the wanted words stand from a place on, as far as they do without a long gap or another verb between. */
function follow(keys: readonly string[], words: readonly SourceWord[], start: number): number[] {
  const places = [start];
  let skipped = 0;
  for (let at = start + 1; at < words.length && places.length < keys.length; at += 1) {
    const { key, isQuoted } = words[at];
    const isUnit = /\d/.test(keys[places.length - 1]) && /^\p{L}{1,3}$/u.test(key);
    if (isQuoted && key === keys[places.length] && !(isUnit && skipped > 0)) {
      places.push(at);
      skipped = 0;
    } else if ((skipped += 1) > mostSkipped || predicates.test(key)) break;
  }
  return places;
}

/** True when something left out beside or between the words taken turns, limits or conditions them. */
function isTurnedWithin(words: readonly SourceWord[], places: readonly number[]): boolean {
  const taken = new Set(places);
  const [first, last] = [places[0], places[places.length - 1]];
  return words.some(({ lower }, at) => {
    if (taken.has(at) || at > last + reach) return false;
    if (at > last)
      return /^(?:only|more|less|fewer|some)$/.test(lower) || (turns(lower) && !joining.has(lower));
    if (at < first - 1) return turns(lower);
    return turns(lower) || limitingWords.has(lower) || (at > first && boundingWords.has(lower));
  });
}

function turns(word: string): boolean {
  return turningWords.has(word) || word.endsWith("n't");
}

/** A subject out of a heading, before a quoted sentence that begins without one of its own. */
function takeSubject(
  keys: readonly string[],
  { rows, subjects }: { rows: readonly (readonly SourceWord[])[]; subjects: readonly ReadonlySet<string>[] },
): { length: number; row: number } | undefined {
  for (const held of subjects) {
    const end = keys.findIndex((key) => !held.has(key));
    if (end < 1) continue;
    const taken = new Set(keys.slice(0, end));
    for (const [row, words] of rows.entries()) {
      // A sentence that names it has not left it out.
      if (words.some(({ key }) => taken.has(key))) continue;
      const start = words.findIndex(({ key }) => key === keys[end]);
      if (start === -1 || !words[start].isQuoted) continue;
      if (!words.slice(0, start).every(({ lower }) => genericSubjects.has(lower))) continue;
      const places = follow(keys.slice(end), words, start);
      if (!isTurnedWithin(words, places)) return { length: end + places.length, row };
    }
  }
  return undefined;
}

function readSource({ sentence, quoted }: QuotedSentence): SourceWord[] {
  // As a reader sees it: "&#110;ot" denies, too.
  const shown = decodeEntities(sentence);
  const stretches = quoted.map(decodeEntities).flatMap((quote) => {
    const start = shown.indexOf(quote);
    return start === -1 ? [] : [{ start, end: start + quote.length }];
  });
  // The addresses of links are no words of the sentence.
  return readWords(maskMarkup(shown)).map(({ key, lower, start }) => ({
    key,
    lower,
    isQuoted: stretches.some((stretch) => start >= stretch.start && start < stretch.end),
  }));
}

function readWords(text: string): { key: string; lower: string; start: number }[] {
  return findWords(text).flatMap(({ text: word, start }) => {
    const lower = word.toLowerCase().replaceAll("’", "'");
    if (freeWords.has(lower)) return [];
    const key = forms[lower] ?? (createTerms(word).whole || lower);
    return [{ key, lower, start }];
  });
}
