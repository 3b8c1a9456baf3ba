import { followQuote } from "./split-sentences.ts";
import { canBeNoun, meaningOf, objectStart, planNoun, questionStart } from "./words.ts";

const link =
  /^(?:and|&|then|also|afterwards?|finally|lastly|next|later|subsequently|plus|please|secondly|thirdly)$/i;
/** Words that only ever stand between two requests. */
const sequence = /^(?:then|afterwards?|finally|lastly|next|subsequently)$/i;
const planStart = new RegExp(
  `^(?:to )?(?:create|make|write|draft|prepare|develop|propose|give|get|outline|produce|suggest|design|need|want|an?) (?:[\\w-]+ ){0,5}(?:${planNoun})\\b`,
  "i",
);
const surePhrase =
  /^(?:is it (?:true|correct|a fact)|verify (?:that|whether|if)|(?:find out|check|tell me|see) (?:whether|if|that|how|what|why|when|who|which)|look (?:into|up)|open https?:|go to https?:|visit https?:|what about|how about|compare \S+)\b/i;
/** "an app that lets users create notes": verbs here belong to the description. */
const describing =
  /\b(?:that|which|who|whose|lets?|allow(?:s|ing)?|enabl(?:es?|ing)|where|how to|ways? to)\b/i;
/** "teaching and research facilities" */
const researchNoun =
  /^(?:papers?|methods?|facilit(?:y|ies)|projects?|results?|institutes?|teams?|labs?|grants?|data|questions?|areas?|topics?|funding|centers?|centres?|groups?|skills?|tools?|development)$/i;
const testStart = /^(?:write|add|create) (?:[\w-]+ )?tests?\b/i;
const auxiliary = /^(?:is|are|was|were|does|do|did|can|has|have|will)\s/i;
const preposition = /^(?:of|in|on|at|by|from|with|as|than|or|and|is|are|was|were|has|have|can|will)$/i;

interface Token {
  readonly text: string;
  /** The word without punctuation around it. */
  readonly bare: string;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

interface Surroundings {
  readonly sentence: string;
  readonly tokens: readonly Token[];
  /** Where the clause began. */
  readonly from: number;
  readonly isVerb: (word: string) => boolean;
}

/** A clause, and where it stands in its sentence. */
export interface Clause {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a sentence where another request begins: at "then", and at "and" or a comma before a verb with an object, a
 * question, or a phrase such as "make a plan".
 *
 * @example
 * splitClauses("Research Redis and make a plan"); // texts: "Research Redis", "make a plan"
 */
export function splitClauses(
  sentence: string,
  isVerb = (word: string): boolean => meaningOf(word) !== undefined,
): Clause[] {
  const tokens = tokenize(sentence);
  const clauses: Clause[] = [];
  let start = 0;
  for (let at = 1; at < tokens.length; at += 1) {
    const head = findHead({ sentence, tokens, from: start, isVerb }, at);
    const [before, first] = [tokens[at - 1], tokens[head ?? -1]];
    if (head === undefined || before === undefined || first === undefined) continue;
    clauses.push(cut(sentence, start, before.end));
    start = first.start;
    at = head;
  }
  clauses.push(cut(sentence, start, sentence.length));
  return clauses.filter(({ text }) => text !== "");
}

function cut(sentence: string, start: number, end: number): Clause {
  const text = sentence
    .slice(start, end)
    .trim()
    .replace(/[\s,;:]+$/, "");
  return { text, start, end: start + text.length };
}

/** The token with which the next request begins, when the tokens from `at` lead to one. */
function findHead({ sentence, tokens, from, isVerb }: Surroundings, at: number): number | undefined {
  let head = at;
  let isLinked = /[,;:]$/.test(tokens[at - 1]?.text ?? "");
  const hasComma = isLinked;
  let isSequence = false;
  if (tokens[at]?.isQuoted === true) return undefined;
  while (head < tokens.length && head < at + 4 && isLink(tokens, head)) {
    const word = tokens[head]?.bare ?? "";
    isSequence ||=
      sequence.test(word) || (/^after$/i.test(word) && /^that$/i.test(tokens[head + 1]?.bare ?? ""));
    head += /^after$/i.test(word) ? 2 : 1;
    isLinked = true;
  }
  const first = tokens[head];
  if (!isLinked || first === undefined) return undefined;
  // "Implement and test a queue": the verbs share their object.
  const before = tokens.filter((token, index) => index < at && token.start >= from);
  if (before.every(({ bare }) => isVerb(bare) || link.test(bare) || bare === "")) return undefined;
  const rest = sentence.slice(first.start, first.start + 120);
  if (planStart.test(rest) || surePhrase.test(rest) || testStart.test(rest)) return head;
  const isAfterDescription = describing.test(sentence.slice(from, tokens[at]?.start ?? 0));
  if (questionStart.test(rest)) return head === at && isAfterDescription ? undefined : head;
  if (
    /^(?:does|do|is|are|can|has|have)$/i.test(first.bare) &&
    head > at &&
    (hasComma || auxiliary.test(sentence))
  )
    return head;
  const verb = /^to$/i.test(first.bare) ? tokens[head + 1] : first;
  const next = tokens[tokens.indexOf(verb ?? first) + 1];
  if (verb === undefined || next === undefined) return undefined;
  // A capital within a sentence marks a name: "Compare Go and Test Kitchen".
  if (!isVerb(verb.bare) || /^\p{Lu}/u.test(verb.text)) return undefined;
  if (isSequence) return head;
  if (/^research$/i.test(verb.bare) && researchNoun.test(next.bare)) return undefined;
  if (isAfterDescription && !/^(?:it|them)$/i.test(next.bare)) return undefined;
  const isObject =
    objectStart.test(next.bare) || /^["“\p{Lu}\d]/u.test(next.text) || /^https?:/i.test(next.text);
  return isObject || (!canBeNoun(verb.bare) && !preposition.test(next.bare)) ? head : undefined;
}

function isLink(tokens: readonly Token[], at: number): boolean {
  const { bare = "", isQuoted = true } = tokens[at] ?? {};
  if (isQuoted) return false;
  return link.test(bare) || (/^after$/i.test(bare) && /^that$/i.test(tokens[at + 1]?.bare ?? ""));
}

function tokenize(sentence: string): Token[] {
  const tokens: Token[] = [];
  let quote = "";
  let seen = 0;
  for (const { 0: text, index } of sentence.matchAll(/\S+/g)) {
    const isQuoted = quote !== "";
    for (; seen < index + text.length; seen += 1) quote = followQuote(quote, sentence[seen] ?? "");
    const bare = text.replace(/^[("'“]+|[)"'”,;:.!?]+$/g, "");
    tokens.push({ text, bare, start: index, end: index + text.length, isQuoted });
  }
  return tokens;
}
