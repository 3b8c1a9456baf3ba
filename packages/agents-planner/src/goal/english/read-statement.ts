import type { English, Word } from "./english.ts";
import { intentOfVerb } from "../verbs.ts";

/** A sentence that says how things are, rather than what shall be done. */
export interface Statement {
  /** Who or what it speaks of, as written: "Our checkout". */
  readonly subject: string;
  /** What follows its verb: "a small bakery" in "I run a small bakery". */
  readonly complement: string;
}

/** Words before the finite verb of a statement. */
const longestSubject = 8;
const relative = /^(?:that|which|who|whose|to|how|what|why|where|whether|for)$/;

/** Reads "Users are logged out after a minute"; `undefined` for orders, questions and noun phrases. */
export function readStatement(clause: string, english: English): Statement | undefined {
  const words = english.tag(clause);
  if (clause.endsWith("?")) return undefined;
  const start = /^(?:when|whenever|if|since|after|every|sometimes|currently|today|yesterday|now)$/.test(
    words[0]?.bare ?? "",
  )
    ? 1
    : 0;
  for (let at = start + 1; at < Math.min(words.length, start + longestSubject); at += 1) {
    const word = words[at];
    const before = words[at - 1];
    if (word === undefined || before === undefined || relative.test(word.bare)) return undefined;
    if (!isFinite({ word, before, after: words[at + 1], isSecond: at === start + 1 }, english)) continue;
    const join = (from: number, to?: number): string =>
      words
        .slice(from, to)
        .map(({ text }) => text)
        .join(" ");
    return { subject: join(start, at), complement: join(at + 1) };
  }
  return undefined;
}

const subjectPronoun =
  /^(?:i|we|you|they|it|he|she|there|this|everyone|everybody|nobody|someone|nothing|everything|users|people|customers)$/;

interface Place {
  readonly word: Word;
  readonly before: Word;
  readonly after: Word | undefined;
  readonly isSecond: boolean;
}

function isFinite({ word, before, after, isSecond }: Place, english: English): boolean {
  if (
    /['’](?:s|re|m|ve)$/.test(before.bare) &&
    /^(?:i|we|you|they|it|he|she|there|that)['’]/.test(before.bare)
  )
    return true;
  const isSubject =
    before.tag === "NOUN" ||
    before.tag === "PROPN" ||
    before.tag === "NUM" ||
    subjectPronoun.test(before.bare);
  if (word.tag === "AUX")
    return isSubject || before.tag === "DET" || before.tag === "PRON" || before.tag === "ADV";
  if (word.isNegated) return true;
  if (subjectPronoun.test(before.bare)) return word.tag === "VERB" || english.kindOf(word.bare).canBeVerb;
  if (!isSubject && before.tag !== "ADV") return false;
  // "throttle uploads" is an order
  const isLast = after === undefined || after.tag === "ADP";
  if (isSecond && isLast && english.kindOf(before.bare).canBeVerb && english.kindOf(word.bare).canBeNoun)
    return false;
  if (word.tag !== "VERB" || word.bare.endsWith("ing")) return false;
  // "photos sorted by date" is no sentence; an order begins with its verb
  return !word.bare.endsWith("ed") && !(isSecond && intentOfVerb.has(before.bare));
}
