import type { GoalClause, GoalIntent, ThingPhrase } from "../../goal-reading.ts";
import { matchVerb } from "../match-verb.ts";
import { findLastWord, isAt } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { type Token, textOf } from "../tokenize.ts";
import { readKey } from "../words/keys.ts";
import { readNumber } from "../words/numbers.ts";
import { findVerb } from "../words/verbs.ts";
import type { ClauseReader } from "./clause-input.ts";

const intents: Readonly<Record<string, GoalIntent>> = {
  click: "click",
  doubleClick: "doubleClick",
  rightClick: "rightClick",
  hover: "hover",
  focus: "click",
};
const keyVerbs = new Set(["press", "hit", "push", "tap", "press on"]);

/** "click (on) X", "press Enter", "tap the numbers in ascending order", "click Next three times". */
export const readClick: ClauseReader = ({ goal, source, tokens, verb, said }) => {
  if (keyVerbs.has(said)) {
    const { tokens: named, amount } = takeRepetition(tokens);
    const key = readKey(named, said === "press" || said === "hit" || amount !== undefined);
    if (key !== undefined) {
      return [{ intent: "press", source, things: [], value: key, ...(amount !== undefined && { amount }) }];
    }
  }
  const repeated = takeRepetition(dropPurpose(takeAsMany(tokens)));
  const ordered = takeOrder(goal, repeated.tokens);
  const clause: GoalClause = {
    intent: intents[verb.name] ?? "click",
    source,
    things: isNameOfVerbs(ordered.tokens)
      ? [readName(goal, ordered.tokens)]
      : readThings(goal, ordered.tokens),
    ...(repeated.amount !== undefined && { amount: repeated.amount }),
    ...(ordered.order !== undefined && { slots: [{ label: "order", value: ordered.order }] }),
  };
  return [clause];
};

/** "click the bin to delete it" says what the bin is for. */
export function dropPurpose(tokens: readonly Token[]): readonly Token[] {
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const { lower } = tokens[index]!;
    if ((lower === "to" || lower === "so") && tokens[index]!.kind === "word") {
      if (lower === "so" && tokens[index + 1]!.lower !== "that") continue;
      if (lower === "so" || matchVerb(tokens, index + 1) !== undefined) return tokens.slice(0, index);
    }
  }
  return tokens;
}

function takeRepetition(tokens: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly amount?: number;
} {
  const last = tokens.at(-1)?.lower;
  if (last === "twice") return { tokens: tokens.slice(0, -1), amount: 2 };
  if (last === "once") return { tokens: tokens.slice(0, -1) };
  if (last !== "times" || tokens.length < 2) return { tokens };
  const amount = readNumber(tokens.at(-2)!.lower);
  return amount === undefined ? { tokens } : { tokens: tokens.slice(0, -2), amount };
}

/** "in ascending order", "in the order displayed": how several are gone through. */
function takeOrder(
  goal: string,
  tokens: readonly Token[],
): { readonly tokens: readonly Token[]; readonly order?: string } {
  const at = findLastWord(tokens, ["order"]);
  if (at < 1) return { tokens };
  let start = at - 1;
  while (start > 0 && tokens[start]!.lower !== "in" && tokens[start]!.lower !== "from") start -= 1;
  if (start === 0) return { tokens };
  const words = tokens.slice(start + 1).filter(({ lower }) => lower !== "the" && lower !== "order");
  return { tokens: tokens.slice(0, start), order: textOf(goal, words).toLowerCase() };
}

/** "Save and Close": one control with two verbs, not two controls. */
function isNameOfVerbs(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ lower }) => lower === "and" || lower === "&");
  if (at < 1 || at === tokens.length - 1) return false;
  return [tokens[0]!, tokens[at + 1]!].every(
    ({ lower, text }) => /^\p{Lu}/u.test(text) && findVerb(lower) !== undefined,
  );
}

function readName(goal: string, tokens: readonly Token[]): ThingPhrase {
  const name = textOf(goal, tokens);
  return { text: name, name, isQuoted: false };
}

/** "as many moving circles as possible" is all of them. */
function takeAsMany(tokens: readonly Token[]): readonly Token[] {
  if (!isAt(tokens, 0, "as many") || !isAt(tokens, tokens.length - 2, "as possible")) return tokens;
  return tokens.slice(1, -2).map((token, index) => (index === 0 ? { ...token, lower: "all" } : token));
}
