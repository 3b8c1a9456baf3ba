import type { ThingPhrase } from "../goal-reading.ts";
import { isAt } from "./match-words.ts";
import { type Token, textOf } from "./tokenize.ts";
import { articles, pronouns } from "./words/fillers.ts";
import { findKind, longestKind } from "./words/kinds.ts";
import { readNumber, readOrdinal } from "./words/numbers.ts";
import { readPosition } from "./words/prepositions.ts";
import { readColor, readSize, readSuperlative } from "./words/qualities.ts";

/** A thing while it is read. */
export type Draft = { -readonly [Key in keyof ThingPhrase]?: ThingPhrase[Key] } & { isPlural?: boolean };

/** The noun phrase itself, without what follows in "of …", "with …" or "in …". */
export function readCore(goal: string, tokens: readonly Token[]): Draft {
  const draft: Draft = {};
  if (tokens.length > 1 && /^(?:its|their|his|her)$/.test(tokens[0]!.lower)) {
    draft.of = tokens[0]!.lower;
    draft.within = { text: tokens[0]!.lower, isQuoted: false, refersBack: true };
  }
  let rest = dropArticles(tokens);
  draft.text = textOf(goal, rest);
  rest = readPossessive(goal, rest, draft);
  rest = readQualities(rest, draft);
  rest = readKind(goal, rest, draft);
  const [only] = rest;
  if (rest.length === 1 && only!.kind === "word" && pronouns.has(only!.lower) && draft.kind === undefined) {
    draft.refersBack = true;
  } else if (rest.length > 0) {
    const quoted = rest.find(({ kind }) => kind === "quoted");
    draft.isQuoted = quoted !== undefined;
    draft.name = quoted?.text ?? textOf(goal, rest);
  }
  if (draft.name === undefined && draft.kind === undefined && draft.color !== undefined)
    draft.name = draft.text;
  if (draft.size === "largest" || draft.size === "smallest") {
    if (draft.kind === "number" || draft.kind === "digit") {
      draft.superlative = { pick: draft.size === "largest" ? "highest" : "lowest" };
    }
  }
  return draft;
}

export function dropArticles(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  while (
    start < tokens.length - 1 &&
    articles.has(tokens[start]!.lower) &&
    tokens[start + 1]!.kind !== "mark"
  ) {
    start += 1;
  }
  return tokens.slice(start);
}

/** "Bob's email" belongs to Bob; so does "@ada's latest post". */
function readPossessive(goal: string, tokens: readonly Token[], draft: Draft): readonly Token[] {
  const index = tokens.findIndex(
    ({ kind, lower }) => kind === "word" && (lower.endsWith("'s") || lower.endsWith("s'")),
  );
  if (index === -1 || index > 3 || index === tokens.length - 1) return tokens;
  draft.of = textOf(goal, tokens.slice(0, index + 1)).replace(/['’]s?$/u, "");
  return tokens.slice(index + 1);
}

function readQualities(tokens: readonly Token[], draft: Draft): readonly Token[] {
  let at = 0;
  while (at < tokens.length) {
    const taken = readQuality(tokens, at, draft);
    if (taken === 0) break;
    at += taken;
  }
  return tokens.slice(at);
}

/** How many tokens say how many, which, or what it looks like. */
function readQuality(tokens: readonly Token[], at: number, draft: Draft): number {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  if (token.kind !== "word") return 0;
  const { lower } = token;
  if (articles.has(lower) && next !== undefined) return 1;
  if (lower === "all" || lower === "every" || lower === "each" || lower === "both") {
    draft.count = lower === "both" ? 2 : "all";
    if (isAt(tokens, at + 1, "of the")) return 3;
    return next?.lower === "of" ? 2 : 1;
  }
  const isName = /^\p{Lu}/u.test(token.text) && kindAt(tokens, at + 1) === undefined;
  if (isName) return 0;
  for (const ending of ["to last", "to the last", "from last", "last"]) {
    if (isAt(tokens, at + 1, ending)) {
      const back = readOrdinal(lower) ?? (lower === "next" ? 2 : undefined);
      if (back !== undefined && back > 0) {
        draft.ordinal = -back;
        return 1 + ending.split(" ").length;
      }
    }
  }
  const ordinal = readOrdinal(lower);
  if (ordinal !== undefined && next?.lower !== "name" && !(next?.lower === "names")) {
    draft.ordinal = ordinal;
    return 1;
  }
  const superlative = (next && readSuperlative(`${lower} ${next.lower}`)) ?? readSuperlative(lower);
  if (superlative !== undefined) {
    draft.superlative = superlative;
    return next !== undefined && readSuperlative(`${lower} ${next.lower}`) !== undefined ? 2 : 1;
  }
  const number = readNumber(lower);
  if (number !== undefined && next !== undefined && Number.isInteger(number) && isCountable(tokens, at + 1)) {
    draft.count = number;
    return 1;
  }
  if ((lower === "odd" || lower === "even") && next !== undefined) {
    draft.such = { parity: lower };
    return 1;
  }
  if ((lower === "colored" || lower === "coloured") && next !== undefined) return 1;
  const color = readColor(lower);
  if (color !== undefined) {
    draft.color = color;
    return next?.lower === "colored" || next?.lower === "coloured" ? 2 : 1;
  }
  if (next === undefined) return 0;
  const size = readSize(lower);
  if (size !== undefined) {
    draft.size = size;
    return 1;
  }
  const position = readPosition(lower);
  if (position !== undefined && kindAt(tokens, at + 1) !== undefined) {
    draft.position = position;
    return 1;
  }
  return 0;
}

/** "3 items", "two red circles": a plural follows. */
function isCountable(tokens: readonly Token[], at: number): boolean {
  return (
    tokens
      .slice(at, at + 4)
      .some(({ kind, lower }) => kind === "word" && lower.length > 2 && lower.endsWith("s")) ||
    kindAt(tokens, at) !== undefined
  );
}

interface KindMatch {
  readonly kind: string;
  readonly isPlural: boolean;
  readonly length: number;
}

function kindAt(tokens: readonly Token[], at: number): KindMatch | undefined {
  for (let length = longestKind; length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || words.some(({ kind }) => kind !== "word")) continue;
    const found = findKind(words.map(({ lower }) => lower).join(" "));
    if (found !== undefined) return { ...found, length };
  }
  return undefined;
}

/** Kinds that a name of their own stands for: "the password" is the field of that name. */
const namedByKind = new Set(["username", "password"]);
/** Nouns that end a name as often as they are a kind. */
const partOfName = new Set(["number", "heading", "user", "username", "side", "point", "letter"]);
/** Nouns that go before others: "email notifications", "user settings". */
const adjuncts = new Set(
  "email|message|post|user|product|comment|image|video|page|table|number|file|form|list|star|card|item|result|heading|point|side|color picker|calendar|editor|password|username|search field|dropdown".split(
    "|",
  ),
);

function readKind(goal: string, tokens: readonly Token[], draft: Draft): readonly Token[] {
  const lead = kindAt(tokens, 0);
  // "the folder Documents": the kind leads, the name is a name.
  const isLed =
    lead !== undefined &&
    tokens.length > lead.length &&
    /^\p{Ll}/u.test(tokens[0]!.text) &&
    /^\p{Lu}/u.test(tokens[lead.length]!.text);
  let length = isLed ? 0 : Math.min(longestKind, tokens.length);
  for (; length > 0; length -= 1) {
    const match = kindAt(tokens, tokens.length - length);
    if (match === undefined || match.length !== length) continue;
    draft.kind = match.kind;
    draft.isPlural = match.isPlural;
    const rest = tokens.slice(0, -length);
    if (rest.length > 0 && partOfName.has(match.kind) && rest.every(({ kind }) => kind === "word")) {
      // "phone number" is what it is called.
      draft.kind = undefined;
      return tokens;
    }
    if (rest.length === 0 && namedByKind.has(match.kind)) draft.name = match.kind;
    return rest;
  }
  const match = lead;
  const after = match && tokens.slice(match.length);
  if (match === undefined || after!.length === 0) return tokens;
  if (adjuncts.has(match.kind) && after![0]!.kind === "word" && !/^[\p{Lu}@\d#]/u.test(after![0]!.text))
    return tokens;
  return readLeadingKind(goal, tokens, after!, match, draft);
}

/** 'button ONE', 'link "X"', "tab #3", "row 5". */
function readLeadingKind(
  goal: string,
  all: readonly Token[],
  after: readonly Token[],
  match: KindMatch,
  draft: Draft,
): readonly Token[] {
  draft.kind = match.kind;
  draft.isPlural = match.isPlural;
  const rest = after[0]!.lower === "number" || after[0]!.lower === "no." ? after.slice(1) : after;
  const isNumber = rest.length === 1 && rest[0]!.kind === "word" && !/^\p{Lu}/u.test(rest[0]!.text);
  const digits = isNumber ? readNumber(rest[0]!.lower) : undefined;
  if (digits === undefined || !Number.isInteger(digits) || digits < 1 || digits > 9999) return rest;
  draft.ordinal = digits;
  if (rest[0]!.text.startsWith("#") || rest !== after) return [];
  draft.name = textOf(goal, all);
  return [];
}
