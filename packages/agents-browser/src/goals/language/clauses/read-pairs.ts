import type { ThingPhrase } from "../../goal-reading.ts";
import { splitList } from "../read-list.ts";
import { readConstraint } from "../read-constraint.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { articles } from "../words/fillers.ts";
import { asField } from "./as-field.ts";

/** A field and what goes into it. */
export interface Pair {
  readonly thing: ThingPhrase;
  readonly value: string;
  readonly isQuoted: boolean;
}

/** Fields that are named without more ado: "username ada and password s3cret". */
const fieldWords = new Set(
  "username user name email e-mail password passcode phone address city zip state country company subject message title age date comment description quantity amount first last street postcode telephone mobile login pin code note from to".split(
    " ",
  ),
);

/** 'the username "A" and the password "B"', "name: Ada, email: a@b.c", "username ada and password x"; else `undefined`. */
export function readPairs(goal: string, tokens: readonly Token[]): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const item of splitList(tokens)) {
    const pair = readPair(goal, trimMarks(item));
    if (pair !== undefined) pairs.push(pair);
    else if (pairs.length > 0 && !startsField(item)) {
      // "address 1 Main Street, Springfield": the list goes on within the value.
      const last = pairs.pop()!;
      const first = goal.indexOf(last.value);
      pairs.push({ ...last, value: first === -1 ? last.value : goal.slice(first, item.at(-1)!.end) });
    } else return undefined;
  }
  return pairs.length === 0 ? undefined : pairs;
}

function startsField(tokens: readonly Token[]): boolean {
  const first = tokens.find(({ lower }) => !articles.has(lower));
  return first !== undefined && fieldWords.has(first.lower);
}

function readPair(goal: string, tokens: readonly Token[]): Pair | undefined {
  if (tokens.some((_, index) => readConstraint(tokens, index) !== undefined)) return undefined;
  const colon = tokens.findIndex(({ kind, text }) => kind === "mark" && (text === ":" || text === "="));
  if (colon > 0 && colon < tokens.length - 1)
    return makePair(goal, tokens.slice(0, colon), tokens.slice(colon + 1));
  const as = tokens.findIndex(({ lower }, index) => index > 0 && (lower === "as" || lower === "for"));
  if (
    as > 0 &&
    as < tokens.length - 1 &&
    tokens.length <= 6 &&
    (tokens[0]!.kind === "quoted" || startsField(tokens.slice(as + 1)))
  ) {
    const isNamed = fieldWords.has(tokens[0]!.lower) && tokens[0]!.kind === "word";
    return isNamed
      ? makePair(goal, tokens.slice(0, as), tokens.slice(as + 1))
      : makePair(goal, tokens.slice(as + 1), tokens.slice(0, as));
  }
  const quoted = tokens.findIndex(({ kind }) => kind === "quoted");
  if (quoted > 0 && quoted === tokens.length - 1) {
    const before = tokens.slice(0, quoted).filter(({ lower }) => !/^(?:of|is|to|with|being)$/.test(lower));
    return before.every(({ lower }) => articles.has(lower))
      ? undefined
      : makePair(goal, before, tokens.slice(quoted));
  }
  if (quoted !== -1) return undefined;
  return readBarePair(goal, tokens);
}

/** "password s3cret", "my first name Ada", "a title of Hello". */
function readBarePair(goal: string, tokens: readonly Token[]): Pair | undefined {
  let at = 0;
  while (at < tokens.length && articles.has(tokens[at]!.lower)) at += 1;
  const start = at;
  while (at < tokens.length && at - start < 3 && fieldWords.has(tokens[at]!.lower)) at += 1;
  if (at === start || at === tokens.length) return undefined;
  const fieldEnd = at;
  if (/^(?:field|box|input)$/.test(tokens[at]!.lower)) at += 1;
  if (
    /^(?:of|is|to|as|being)$/.test(tokens[at]?.lower ?? "") &&
    (at > fieldEnd || tokens[at]!.lower !== "of" || true)
  )
    at += 1;
  if (
    at >= tokens.length ||
    /^(?:of|in|on|into|that|shown|displayed|below|for|from)$/.test(tokens[at]!.lower)
  )
    return undefined;
  if (tokens[fieldEnd]!.lower === "of" && tokens[start - 1]?.lower === "the") return undefined;
  return makePair(goal, tokens.slice(start, fieldEnd), tokens.slice(at));
}

function makePair(goal: string, field: readonly Token[], value: readonly Token[]): Pair {
  const shown = trimMarks(value);
  return {
    thing: asField(readThing(goal, field)),
    value: textOf(goal, shown),
    isQuoted: shown.length === 1 && shown[0]!.kind === "quoted",
  };
}
