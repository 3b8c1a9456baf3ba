import type { ThingPhrase } from "../goal-reading.ts";
import { findWord, matchWords } from "./match-words.ts";
import { type Draft, dropArticles, readCore } from "./read-core.ts";
import { readConstraint } from "./read-constraint.ts";
import { type Token, textOf, trimMarks } from "./tokenize.ts";
import { belonging, naming, noise, readPosition } from "./words/prepositions.ts";
import { readColor, readSuperlative } from "./words/qualities.ts";

/** How deep "the X of the Y in the Z" is followed. */
const deepest = 4;

/** Reads a noun phrase: its name, kind, which of several, and where it belongs. */
export function readThing(goal: string, tokens: readonly Token[], depth = 0): ThingPhrase {
  return finish(readDraft(goal, tokens, depth));
}

/** The same, still open to what a list shares. */
export function readDraft(goal: string, all: readonly Token[], depth = 0): Draft {
  const tokens = dropNoise(trimMarks(all));
  const at = findTail(tokens);
  const draft = readCore(goal, tokens.slice(0, at));
  draft.text = textOf(goal, dropArticles(tokens));
  if (at < tokens.length) readTail(goal, tokens.slice(at), draft, depth);
  return draft;
}

export function finish({ isPlural, ...draft }: Draft): ThingPhrase {
  const isMany =
    isPlural === true && draft.count === undefined && draft.ordinal === undefined && draft.name === undefined;
  return {
    ...draft,
    text: draft.text ?? "",
    isQuoted: draft.isQuoted ?? false,
    ...(isMany && { count: "all" as const }),
  };
}

/** Says where on the page, or nothing: "below", "on the screen". */
export function dropNoise(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  for (let length = 4; length > 0; length -= 1) {
    while (end - length > 0 && matchWords(tokens.slice(0, end), end - length, noise) === length) {
      end -= length;
      length = 4;
    }
  }
  return trimMarks(tokens.slice(0, end));
}

/** Where what the thing is ends, and where it belongs begins. */
function findTail(tokens: readonly Token[]): number {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.kind !== "word") {
      if (token.text === ":" && index > 0) return index;
      continue;
    }
    if (
      index > 0 &&
      isRelativeVerb(tokens[index + 1]) &&
      (token.lower === "i" || /^\p{Lu}/u.test(token.text))
    )
      return index;
    const isName = /^\p{Lu}/u.test(token.text) && index > 0;
    if (isName) continue;
    if (matchWords(tokens, index, naming) > 0) return index;
    if (index === 0) continue;
    if (
      token.lower === "except" ||
      token.lower === "besides" ||
      (token.lower === "other" && tokens[index + 1]?.lower === "than")
    )
      return index;
    if (
      token.lower === "with" ||
      token.lower === "using" ||
      token.lower === "that" ||
      token.lower === "which" ||
      token.lower === "who" ||
      token.lower === "whose"
    )
      return index;
    if (index + 1 < tokens.length && matchWords(tokens, index, belonging) > 0) {
      // "all of the posts", "two of them"
      if (
        token.lower === "of" &&
        index === 1 &&
        /^(?:all|both|each|one|two|three|any|some)$/.test(tokens[0]!.lower)
      )
        continue;
      if (token.lower === "to" && /^(?:next|second|third)$/.test(tokens[index - 1]!.lower)) continue;
      return index;
    }
    if (readConstraint(tokens, index) !== undefined) return index;
  }
  return tokens.length;
}

function readTail(goal: string, tokens: readonly Token[], draft: Draft, depth: number): void {
  const constraint = readConstraint(tokens, 0);
  if (constraint !== undefined) {
    draft.such = constraint.such;
    if (constraint.subject !== undefined) draft.of = constraint.subject;
    return;
  }
  if (tokens[0]!.lower === "except" || tokens[0]!.lower === "besides" || tokens[0]!.lower === "other") {
    const rest = /^(?:for|than)$/.test(tokens[1]?.lower ?? "") ? tokens.slice(2) : tokens.slice(1);
    draft.except = textOf(goal, dropArticles(rest));
    return;
  }
  // Means, not place: "in the boxes using the example".
  if (tokens[0]!.lower === "using") return;
  const named = matchWords(tokens, 0, naming);
  const isColon = tokens[0]!.text === ":";
  if (named > 0 || isColon) {
    readName(goal, tokens.slice(named > 0 ? named : 1), draft, depth);
    return;
  }
  if (tokens[0]!.lower === "with") {
    readWith(goal, tokens.slice(1), draft, depth);
    return;
  }
  if (isRelativeVerb(tokens[1])) {
    readRelative(goal, tokens, draft, depth);
    return;
  }
  const length = Math.max(1, matchWords(tokens, 0, belonging));
  const rest = tokens.slice(length);
  if (/^(?:that|which|who|whose)$/.test(tokens[0]!.lower)) readRelative(goal, tokens.slice(1), draft, depth);
  else readOwner(goal, rest, draft, depth);
}

/** 'labeled "Send"', and what may follow: 'labeled "Send" in the footer'. */
function readName(goal: string, tokens: readonly Token[], draft: Draft, depth: number): void {
  const [first] = tokens;
  if (first === undefined) return;
  if (first.kind === "quoted") {
    draft.name = first.text;
    draft.isQuoted = true;
    if (tokens.length > 2 && depth < deepest) readTail(goal, tokens.slice(1), draft, depth + 1);
    return;
  }
  draft.name = textOf(goal, dropArticles(tokens));
}

/** "with the highest price", 'with the star icon', "with price above 10". */
function readWith(goal: string, tokens: readonly Token[], draft: Draft, depth: number): void {
  const inner = dropArticles(tokens);
  const superlative = inner[0] === undefined ? undefined : readSuperlative(inner[0].lower);
  const size =
    inner[0]?.lower === "largest" || inner[0]?.lower === "biggest"
      ? "highest"
      : inner[0]?.lower === "smallest"
        ? "lowest"
        : undefined;
  if (superlative !== undefined || size !== undefined) {
    const by = textOf(goal, inner.slice(1));
    draft.superlative = { pick: superlative?.pick ?? size!, ...(by !== "" && { by }) };
    return;
  }
  readOwner(goal, inner, draft, depth);
}

/** "that Bob sent", "that are vegan", "which is red". */
function readRelative(goal: string, tokens: readonly Token[], draft: Draft, depth: number): void {
  const [first] = tokens;
  if (first === undefined) return;
  if (/^(?:is|are|was|were|has|have)$/.test(first.lower)) {
    const rest = tokens.slice(1);
    const color = rest.length === 1 ? readColor(rest[0]!.lower) : undefined;
    if (color !== undefined) draft.color = color;
    else if (rest[0] !== undefined && matchWords(rest, 0, belonging) > 0) {
      readOwner(goal, rest.slice(matchWords(rest, 0, belonging)), draft, depth);
    } else draft.such = { contains: textOf(goal, rest) };
    return;
  }
  const verb = tokens.findIndex((token) => isRelativeVerb(token));
  const from = findWord(tokens, ["from", "by"]);
  // "that I got from Bob"
  if (verb > 0 && tokens[0]!.lower === "i" && from > 0) readOwner(goal, tokens.slice(from + 1), draft, depth);
  else readOwner(goal, verb > 0 ? tokens.slice(0, verb) : tokens, draft, depth);
}

function isRelativeVerb(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    /^(?:sent|wrote|posted|made|created|received|got|shared|published)$/.test(token.lower)
  );
}

function readOwner(goal: string, all: readonly Token[], draft: Draft, depth: number): void {
  const tokens = dropArticles(trimMarks(all));
  if (tokens.length === 0) return;
  const position =
    tokens.length <= 3
      ? tokens.map(({ lower }) => readPosition(lower)).find((found) => found !== undefined)
      : undefined;
  if (
    position !== undefined &&
    tokens.every(
      ({ lower }) =>
        readPosition(lower) !== undefined || lower === "side" || lower === "corner" || lower === "hand",
    )
  ) {
    draft.position = tokens
      .map(({ lower }) => readPosition(lower))
      .filter((found) => found !== undefined)
      .join(" ");
    return;
  }
  if (depth >= deepest) {
    draft.of = textOf(goal, tokens);
    return;
  }
  const within = readThing(goal, tokens, depth + 1);
  draft.within = within;
  const isPlain = within.kind === undefined && within.of === undefined;
  draft.of = isPlain || within.name === undefined ? within.text : within.name;
}
