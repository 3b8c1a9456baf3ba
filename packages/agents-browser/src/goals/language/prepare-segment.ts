import type { GoalCondition, ThingPhrase } from "../goal-reading.ts";
import { matchVerb, plainForm } from "./match-verb.ts";
import { matchWords } from "./match-words.ts";
import { conditionKind, readCondition } from "./read-condition.ts";
import { readThing } from "./read-thing.ts";
import type { Segment } from "./split-clauses.ts";
import { type Token, trimMarks } from "./tokenize.ts";
import { articles, countFillerWords, courtesies } from "./words/fillers.ts";
import { scoping } from "./words/prepositions.ts";

/** A segment without what stands around its verb. */
export interface PreparedSegment {
  /** From the verb on; empty when the segment only says where or under which condition. */
  readonly tokens: readonly Token[];
  readonly scope?: ThingPhrase | undefined;
  readonly condition?: GoalCondition | undefined;
  readonly isNegated: boolean;
  readonly isExclusive: boolean;
  /** "after clicking X" comes before what stands before it; "before clicking X, …" comes after what follows. */
  readonly order?: "before-previous" | "after-next" | undefined;
}

/** Takes politeness, scopes, conditions and negations off a clause. */
export function prepareSegment(goal: string, segment: Segment): PreparedSegment {
  let tokens = dropFillers(dropCourtesies(segment.tokens));
  let scope: ThingPhrase | undefined;
  let condition: GoalCondition | undefined;
  let order: PreparedSegment["order"];
  let isNegated = false;

  const kind = tokens[0] === undefined ? undefined : conditionKind(tokens[0].lower);
  if (kind !== undefined && !segment.isQuestion) {
    const end = findMainVerb(tokens, 1);
    condition = readCondition(goal, kind, tokens.slice(1, end));
    tokens = dropFillers(tokens.slice(end));
  }
  const lead = tokens[0]?.lower;
  if (
    (lead === "after" || lead === "before" || lead === "without") &&
    tokens[1] !== undefined &&
    plainForm(tokens[1]) !== tokens[1]
  ) {
    isNegated = lead === "without";
    const isFirst = segment.isFronted;
    order =
      lead === "after" && !isFirst
        ? "before-previous"
        : lead === "before" && isFirst
          ? "after-next"
          : undefined;
    tokens = tokens.slice(1);
  }
  // "keep clicking Next until …" is a click with an end.
  if (tokens[0]?.lower === "keep" && tokens[1] !== undefined && plainForm(tokens[1]) !== tokens[1])
    tokens = tokens.slice(1);
  const fronted = readFronted(goal, tokens);
  if (fronted !== undefined) {
    scope = fronted.scope;
    tokens = dropFillers(fronted.tokens);
  }
  const negation = countNegation(tokens);
  if (negation > 0) {
    isNegated = true;
    tokens = tokens.slice(negation);
  }
  const trailing = segment.isQuestion ? undefined : findTrailingCondition(tokens);
  if (trailing !== undefined) {
    condition =
      readCondition(goal, conditionKind(tokens[trailing]!.lower)!, tokens.slice(trailing + 1)) ?? condition;
    tokens = trimMarks(tokens.slice(0, trailing));
  }
  const exclusive = takeExclusive(tokens);
  return { tokens: exclusive.tokens, scope, condition, order, isNegated, isExclusive: exclusive.isExclusive };
}

function dropCourtesies(all: readonly Token[]): readonly Token[] {
  let tokens = all;
  for (let length = 3; length > 0; length -= 1) {
    if (tokens.length > length && matchWords(tokens, tokens.length - length, courtesies) === length) {
      tokens = trimMarks(tokens.slice(0, -length));
      length = 4;
    }
  }
  return tokens;
}

function dropFillers(all: readonly Token[]): readonly Token[] {
  let tokens = trimMarks(all);
  for (;;) {
    const count = countFillerWords(tokens.slice(0, 6).map(({ lower }) => lower));
    if (count === 0 || count >= tokens.length) return tokens;
    // "first name", "second tab" and "next page" are things, not steps.
    const isOrdinal = /^(?:first|second|third|next)$/.test(tokens[0]!.lower) && count === 1;
    if (isOrdinal && tokens[1]!.lower !== "," && matchVerb(tokens, 1) === undefined) return tokens;
    tokens = trimMarks(tokens.slice(count));
  }
}

/** "in the second section, click …", "using the editor, give …", "use the box to enter …". */
function readFronted(
  goal: string,
  tokens: readonly Token[],
): { readonly scope: ThingPhrase; readonly tokens: readonly Token[] } | undefined {
  const [first] = tokens;
  if (first === undefined || first.kind !== "word") return undefined;
  const uses = first.lower === "use" || first.lower === "using";
  const length = uses ? 1 : matchWords(tokens, 0, scoping);
  if (length === 0 || tokens.length <= length) return undefined;
  const end = findMainVerb(tokens, length + 1);
  let scopeEnd = end;
  while (scopeEnd > length + 1 && /^(?:to|,|and)$/.test(tokens[scopeEnd - 1]!.lower)) scopeEnd -= 1;
  return { scope: readThing(goal, tokens.slice(length, scopeEnd)), tokens: tokens.slice(end) };
}

/** The verb after a comma or "to", else the first word that can be nothing else; the end when there is none. */
function findMainVerb(tokens: readonly Token[], from: number): number {
  for (let index = from; index < tokens.length; index += 1) {
    const before = tokens[index - 1]!.lower;
    if (before !== "," && before !== "to" && before !== "then") continue;
    const at = index + countFillerWords(tokens.slice(index, index + 6).map(({ lower }) => lower));
    if (matchVerb(tokens, at) !== undefined || countNegation(tokens.slice(at, at + 3)) > 0) return index;
  }
  for (let index = from; index < tokens.length; index += 1) {
    const match = matchVerb(tokens, index);
    if (match !== undefined && !match.verb.isWeak && /^\p{Ll}/u.test(tokens[index]!.text)) return index;
  }
  for (let index = from; index < tokens.length; index += 1) {
    const match = matchVerb(tokens, index);
    const next = match && tokens[index + match.length];
    if (
      next !== undefined &&
      (next.kind === "quoted" || articles.has(next.lower)) &&
      /^\p{Ll}/u.test(tokens[index]!.text)
    )
      return index;
  }
  return tokens.length;
}

function countNegation(tokens: readonly Token[]): number {
  const first = tokens[0]?.lower ?? "";
  if (/^(?:don't|dont|never|not)$/.test(first) && tokens.length > 1) return 1;
  if (first === "avoid" && tokens.length > 1) return 1;
  return first === "do" && tokens[1]?.lower === "not" ? 2 : 0;
}

/** "… until the price is below 5", "… if it is not checked". */
function findTrailingCondition(tokens: readonly Token[]): number | undefined {
  for (let index = tokens.length - 2; index > 0; index -= 1) {
    const token = tokens[index]!;
    if (token.kind !== "word" || token.text !== token.lower || conditionKind(token.lower) === undefined)
      continue;
    if (token.lower === "once" && tokens.length - index < 3) continue;
    const rest = tokens.slice(index + 1);
    if (rest.some(({ lower }) => lower === "into")) return undefined;
    if (index === 1 && /^(?:wait|check|see|tell|know)$/.test(tokens[0]!.lower)) return undefined;
    return index;
  }
  return undefined;
}

/** "only A and B", "A and B, nothing else". */
function takeExclusive(all: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly isExclusive: boolean;
} {
  let tokens = all;
  let isExclusive = false;
  const end = tokens.length;
  const tail = tokens
    .slice(-2)
    .map(({ lower }) => lower)
    .join(" ");
  if (tail === "nothing else" || tail === "no others" || tail === "no other") {
    tokens = tokens.slice(0, end - 2);
    if (tokens.at(-1)?.lower === "and") tokens = tokens.slice(0, -1);
    isExclusive = true;
  } else if (tokens.at(-1)?.lower === "only" && end > 1) {
    tokens = tokens.slice(0, -1);
    isExclusive = true;
  }
  const only = tokens.findIndex(({ lower }) => lower === "only");
  if (only === 1 || only === 2) {
    tokens = tokens.filter((_, index) => index !== only);
    isExclusive = true;
  } else if (only === 0 && tokens.length > 1) {
    tokens = tokens.slice(1);
    isExclusive = true;
  }
  return { tokens: trimMarks(tokens), isExclusive };
}
