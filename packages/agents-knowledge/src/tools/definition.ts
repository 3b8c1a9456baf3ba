import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { createTerms, findWords } from "../retrieval/tokenize.ts";

const definitionBonus = 0.35;
/** More than a sentence can gain by naming the subject only. */
const introductionBonus = 1.05;

/** For "What is X?" the terms of X; otherwise none. */
export function readSubject(question: string): readonly string[] {
  const subject = /^\s*what(?:\s+is|\s+are|'s)\s+(?:an?\s+|the\s+)?(.{1,60}?)\s*\??\s*$/i.exec(question)?.[1];
  return subject === undefined ? [] : readTerms(subject);
}

/** True when headings end in the subject's name: what stands under them introduces it. */
export function isAbout(headings: readonly string[], subject: readonly string[]): boolean {
  const heading = headings.at(-1);
  return heading !== undefined && subject.length > 0 && readTerms(heading).join(" ") === subject.join(" ");
}

/** Moves a document's passages that introduce the subject to the front; for other questions nothing changes. */
export function putIntroductionsFirst(
  question: string,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  const subject = readSubject(question);
  const introductions = passages
    .filter(({ headings }) => isAbout(headings, subject))
    .toSorted((a, b) => a.headings.length - b.headings.length || a.id - b.id);
  const first = introductions.filter(({ file }) => file.file === introductions[0]?.file.file);
  return first.length === 0
    ? passages
    : [...first, ...passages.filter((passage) => !first.includes(passage))];
}

/** What a sentence gains by saying "X is a …", or by opening the introduction of X. */
export function defineBonus(
  { kind, quote }: Sentence,
  subject: readonly string[],
  isOpening: boolean,
): number {
  if (kind !== "prose" || subject.length === 0) return 0;
  const words = findWords(quote);
  const verb = words.findIndex(({ text }) => /^(?:is|are)$/i.test(text));
  const hasArticle = /^(?:an?|the)$/i.test(words[verb + 1]?.text ?? "");
  let bonus = isOpening ? introductionBonus : 0;
  if (verb >= 1 && verb <= subject.length + 3 && hasArticle) {
    const before = words.slice(0, verb).map(({ text }) => createTerms(text).whole);
    if (subject.every((term) => before.includes(term))) bonus += definitionBonus;
  }
  return bonus;
}

function readTerms(text: string): string[] {
  return findWords(text)
    .map((word) => createTerms(word.text).whole)
    .filter((term) => term !== "");
}
