import { maskQuotes, readTopic, resolvePronouns } from "./pronouns.ts";
import { readSubjects } from "./read-subjects.ts";
import { splitClauses } from "./split-clauses.ts";
import { askAbout } from "./ask-about.ts";

/** One of the questions that a question is made of. */
export interface SubQuestion {
  readonly question: string;
  /** The same without its purpose; asked when nothing is known about the purpose. */
  readonly general?: string;
  /** What it is about, where that is known: an answer that does not speak of it is none. */
  readonly subject?: string;
}

/** A question taken apart. */
export interface SplitQuestion {
  /** In the order of the text; one, the text itself, when there is nothing to take apart. */
  readonly parts: readonly SubQuestion[];
  /** Parts beyond the most that are looked at. */
  readonly leftOut: number;
}

const mostParts = 6;
/** Longer texts are only looked through for several questions, not for comparisons and clauses. */
const longestClause = 600;
const listMark = /^(?:[-*•]|\d{1,2}[.)])\s+/;
const opening = /^(?:and|also|but|then|so)\b,?\s+/i;

/**
 * Takes a question apart into those that can be looked up by themselves: several questions in one text, what
 * is compared or listed, and clauses with a question word of their own. Pronouns are replaced by what the
 * first question is about. Where that is uncertain the text stays one question.
 *
 * @example
 * splitQuestion("Compare React and Vue").parts; // [{ question: "What is React?" }, { question: "What is Vue?" }]
 */
export function splitQuestion(text: string): SplitQuestion {
  const questions = listQuestions(text);
  const parts =
    questions.length > 1 ? questions.flatMap(splitOne) : splitOne(text.trim().replace(/\s+/g, " "));
  const unique = [...new Map(parts.map((part) => [part.question.toLowerCase(), part])).values()];
  return { parts: unique.slice(0, mostParts), leftOut: Math.max(0, unique.length - mostParts) };
}

function splitOne(question: string): SubQuestion[] {
  if (question.length > longestClause) return [{ question }];
  const subjects = readSubjects(question);
  if (subjects !== undefined) return askAbout(subjects);
  return splitClauses(question).map((clause) => ({ question: clause }));
}

/** The questions of a text with several of them; empty when there are fewer, or when one cannot stand alone. */
function listQuestions(text: string): string[] {
  const masked = maskQuotes(text);
  const questions: string[] = [];
  let start = 0;
  for (let mark = masked.indexOf("?"); mark !== -1; mark = masked.indexOf("?", mark + 1)) {
    if (mark + 1 < masked.length && !/[\s?]/.test(masked[mark + 1])) continue;
    const question = takeLastSentence(text.slice(start, mark));
    if (/\S\s+\S/.test(question)) questions.push(`${question}?`);
    start = mark + 1;
  }
  if (questions.length < 2) return [];
  const topic = readTopic(questions[0]);
  const resolved = questions.map((question, at) => (at === 0 ? question : resolvePronouns(question, topic)));
  return resolved.every((question) => question !== undefined) ? resolved : [];
}

/** What stands before a question in its text is its setting, not a part of it. */
function takeLastSentence(text: string): string {
  const last = text.split(/\n+|(?<=[.!?])\s+(?=\p{Lu})/u).findLast((sentence) => /\S/.test(sentence));
  const question = (last ?? "").trim().replace(listMark, "").replace(opening, "").replace(/\s+/g, " ");
  return `${question.charAt(0).toUpperCase()}${question.slice(1)}`;
}
