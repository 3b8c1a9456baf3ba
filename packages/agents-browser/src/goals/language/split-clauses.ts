import { matchVerb, plainForm } from "./match-verb.ts";
import { readNumber } from "./words/numbers.ts";
import { articles, connectors, countFillerWords, pronouns } from "./words/fillers.ts";
import { type Token, trimMarks } from "./tokenize.ts";

/** The words of one clause, without what joins it to the others. */
export interface Segment {
  readonly tokens: readonly Token[];
  /** Whether a question mark ends it. */
  readonly isQuestion: boolean;
  /** Whether it is how the clause before is done: "by clicking …". */
  readonly isMeans: boolean;
  /** Whether a sentence begins with it. */
  readonly isFronted: boolean;
}

const sentenceEnds = new Set([".", "!", "?", ";", "…"]);
const subordinators = new Set(["by", "before", "after", "without", "while"]);
const particles = new Set([
  "for",
  "on",
  "to",
  "up",
  "in",
  "out",
  "off",
  "by",
  "as",
  "with",
  "back",
  "down",
  "from",
  "all",
  "every",
  "each",
  "both",
  "only",
  "of",
]);
/** Rather a field than something to do, after "and": 'name "A", email "B"'. */
const nouns = new Set([
  "email",
  "e-mail",
  "message",
  "comment",
  "review",
  "call",
  "post",
  "input",
  "pin",
  "track",
]);
/** Weak verbs that end a goal by themselves: "… and submit". */
const closers = new Set([
  "submit",
  "save",
  "search",
  "send",
  "login",
  "confirm",
  "continue",
  "apply",
  "finish",
  "close",
  "log in",
  "sign in",
  "check out",
]);

/**
 * Divides a goal where a new imperative begins: at the ends of sentences, and after "and", "then", a comma, "to" or "by"
 * when a verb follows. A capital within a sentence ("Copy and Paste") speaks for a name.
 */
export function splitClauses(tokens: readonly Token[]): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let isMeans = false;
  let isFronted = true;
  const cut = (end: number, isQuestion: boolean) => {
    const words = trimMarks(tokens.slice(start, end));
    if (words.length > 0) segments.push({ tokens: words, isQuestion, isMeans, isFronted });
    isMeans = false;
    isFronted = false;
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.kind === "mark" && sentenceEnds.has(token.text)) {
      cut(index, token.text === "?");
      start = index + 1;
      isFronted = true;
      continue;
    }
    if (index === start || token.kind === "quoted") continue;
    if (index - start < 6 && isOnlyFillers(tokens.slice(start, index))) continue;
    const next = findBoundary(tokens, start, index);
    if (next === undefined) continue;
    cut(index, false);
    start = next.start;
    isMeans = next.isMeans;
    index = next.start;
  }
  cut(tokens.length, false);
  return segments;
}

/** "Can you", "First,": nothing of its own. */
export function isOnlyFillers(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind !== "mark").map(({ lower }) => lower);
  let at = 0;
  while (at < words.length) {
    const count = countFillerWords(words.slice(at, at + 6));
    if (count === 0) return false;
    at += count;
  }
  return true;
}

/** Where the next clause begins when one ends before `index`. */
function findBoundary(
  tokens: readonly Token[],
  start: number,
  index: number,
): { readonly start: number; readonly isMeans: boolean } | undefined {
  const token = tokens[index]!;
  if (subordinators.has(token.lower)) {
    const gerund = tokens[index + 1];
    if (gerund === undefined || plainForm(gerund) === gerund) return undefined;
    return { start: token.lower === "by" ? index + 1 : index, isMeans: token.lower === "by" };
  }
  if (!connectors.has(token.lower)) return undefined;
  let at = index;
  let hasThen = false;
  let hasAnd = false;
  while (at < tokens.length && at - index < 8 && connectors.has(tokens[at]!.lower)) {
    const { lower } = tokens[at]!;
    if (lower === "to" && at > index && tokens[at - 1]!.lower !== ",") break;
    if (lower !== "," && lower !== "and" && lower !== "&" && lower !== "to" && lower !== "-") hasThen = true;
    if (lower === "and" || lower === "&") hasAnd = true;
    at += 1;
  }
  if (tokens[at]?.lower === "after" && tokens[at + 1]?.lower === "that") {
    at += tokens[at + 2]?.lower === "," ? 3 : 2;
    hasThen = true;
  }
  const fillers = countFillerWords(tokens.slice(at, at + 6).map(({ lower }) => lower));
  if (fillers > 1) at += fillers;
  if (tokens[at]?.lower === "do" && tokens[at + 1]?.lower === "not") return { start: at, isMeans: false };
  if (tokens[at]?.lower === "don't" || tokens[at]?.lower === "never") return { start: at, isMeans: false };
  if (token.lower === "to")
    return isPurpose(tokens, start, index) ? { start: index + 1, isMeans: false } : undefined;
  if (isSequenceWord(tokens, at)) return { start: at, isMeans: false };
  return beginsClause(tokens, at, hasThen, hasAnd) ? { start: at, isMeans: false } : undefined;
}

/** "…, to find and click X": the purpose is the next thing to do. */
function isPurpose(tokens: readonly Token[], start: number, index: number): boolean {
  const verb = matchVerb(tokens, index + 1)?.verb;
  if (verb === undefined || index - start < 2 || isOnlyFillers(tokens.slice(start, index + 1))) return false;
  const isLookedFor =
    /^(?:find|locate|search|open|get|look)$/.test(tokens[start]!.lower) &&
    pronouns.has(tokens.at(index + 2)?.lower ?? "");
  return verb.family === "find" || isLookedFor || (tokens[index - 1]!.lower === "," && !verb.isWeak);
}

/** A subordinate clause of its own after a comma: ", if it is not checked, …" stays with what it follows. */
function isSequenceWord(tokens: readonly Token[], at: number): boolean {
  const words = `${tokens[at]?.lower} ${tokens[at + 1]?.lower}`;
  return words === "please do" || words === "make sure" || words === "be sure";
}

function beginsClause(tokens: readonly Token[], at: number, hasThen: boolean, hasAnd: boolean): boolean {
  const match = matchVerb(tokens, at);
  const verbToken = tokens[at];
  if (match === undefined || verbToken === undefined) return false;
  const { verb, length } = match;
  if (verb.family === "read" && !/^(?:tell|report|read|extract|give|get|show)/.test(verbToken.lower)) {
    return hasThen || hasAnd;
  }
  const after = tokens[at + length];
  const endsHere = after === undefined || after.kind === "mark";
  const isCapital = /^\p{Lu}/u.test(verbToken.text);
  if (isCapital && !verb.isWeak) return !endsHere && (hasThen || hasAnd || leadsToThing(after));
  if (isCapital) return hasThen && !endsHere;
  if (hasThen) return true;
  if (nouns.has(verbToken.lower))
    return after !== undefined && (articles.has(after.lower) || pronouns.has(after.lower));
  if (!verb.isWeak) return hasAnd || !endsHere;
  if (endsHere)
    return (
      hasAnd &&
      closers.has(
        tokens
          .slice(at, at + length)
          .map(({ lower }) => lower)
          .join(" "),
      )
    );
  return leadsToThing(after) && !(after.lower === "of" || (after.lower === "from" && verb.name === "copy"));
}

/** Whether a word begins an object or belongs to a verb: "the", "it", "Bob", 7, "for". */
function leadsToThing(token: Token | undefined): token is Token {
  if (token === undefined || token.kind === "mark") return false;
  if (token.kind === "quoted") return true;
  return (
    articles.has(token.lower) ||
    pronouns.has(token.lower) ||
    particles.has(token.lower) ||
    readNumber(token.lower) !== undefined ||
    /^[\p{Lu}@]/u.test(token.text)
  );
}
