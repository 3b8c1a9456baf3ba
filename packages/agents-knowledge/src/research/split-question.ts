import type { SubQuestion } from "./sub-question.ts";
import { maskQuotes, readTopic, resolvePronouns } from "./pronouns.ts";
import { readSubjects, readWeighed } from "./read-subjects.ts";
import { splitClauses } from "./split-clauses.ts";
import { ask, askAbout, askToWeigh } from "./ask-about.ts";

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
/** What politeness puts before a request: no passage has to hold it. */
const greeting = /^(?:hi|hello|hey)(?:\s+there)?\s*[,!.]+\s*/i;
const courtesy =
  /^(?:please\s+|(?:please\s+)?(?:(?:can|could|would)\s+you\s+(?:please\s+)?(?:help\s+me\s+(?:to\s+)?)?|help\s+me\s+(?:to\s+)?|i(?:['’]d|\s+would)\s+like\s+(?:you\s+)?to\s+)(?=(?:understand|know|learn|explain|tell|describe|list|summari[sz]e|show|give|compare|find|research)\b)(?:(?:understand|know|learn)\s+(?:about\s+)?)?)/i;
const listMark = /^(?:[-*•]|\d{1,2}[.)])\s+/;
/** Verbs that say what to do with what follows; no passage has to hold them. */
const telling =
  /^(?:please\s+)?(?:summari[sz]e|list|outline|show\s+me|give\s+me)\s+(?:an?\s+overview\s+of\s+)?(?=\S+\s+\S)/i;
/** A name of one word, or one with a version. */
const introducing =
  /^(?:please\s+)?(?:explain|describe|introduce)\s+([^\s?]{1,60}(?:\sv?\d[\w.]{0,20})?)[?.!]*$/i;
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
  const tasks = listTasks(text);
  const questions = tasks.length > 1 ? tasks : listQuestions(text);
  const parts =
    questions.length > 1 ? questions.flatMap(splitOne) : splitOne(text.trim().replace(/\s+/g, " "));
  const unique = [...new Map(parts.map((part) => [part.question.toLowerCase(), part])).values()];
  return { parts: unique.slice(0, mostParts), leftOut: Math.max(0, unique.length - mostParts) };
}

function splitOne(question: string): SubQuestion[] {
  if (question.length > longestClause) return [{ question }];
  const request = question.replace(greeting, "").replace(courtesy, "");
  if (request !== question && /\S\s+\S/.test(request))
    return splitOne(`${request.charAt(0).toUpperCase()}${request.slice(1)}`);
  const weighed = readWeighed(question);
  if (weighed !== undefined) return askToWeigh(weighed);
  const subjects = readSubjects(question);
  if (subjects !== undefined) return askAbout(subjects);
  return splitClauses(question).map((clause) => ({ question: restate(clause) }));
}

/** "Explain fastq" asks what it is; "List the features of fastq" is looked up without its verb. */
function restate(clause: string): string {
  const name = introducing.exec(clause)?.[1];
  if (name !== undefined) return ask(name);
  const told = clause.replace(telling, "");
  return told === clause ? clause : `${told.charAt(0).toUpperCase()}${told.slice(1)}`;
}

/** The lines of a numbered or marked list; empty when the text is more than that. */
function listTasks(text: string): string[] {
  const lines = text.split("\n").flatMap((line) => line.trim() || []);
  const tasks = lines.filter((line) => listMark.test(line)).map((line) => line.replace(listMark, ""));
  // One line before them may introduce them.
  if (
    tasks.length < 2 ||
    lines.length - tasks.length > 1 ||
    !lines.slice(1).every((line) => listMark.test(line))
  )
    return [];
  const topic = readTopic(tasks[0]);
  const resolved = tasks.map((task, at) => (at === 0 ? task : resolvePronouns(task, topic)));
  return resolved.every((task) => task !== undefined) ? resolved : [];
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
