import type { GoalCondition } from "../goal-reading.ts";
import { readConstraint } from "./read-constraint.ts";
import { dropArticles } from "./read-core.ts";
import { type Token, textOf, trimMarks } from "./tokenize.ts";

const kinds: Readonly<Record<string, GoalCondition["kind"]>> = {
  if: "if",
  unless: "unless",
  until: "until",
  till: "until",
  when: "when",
  once: "when",
  whenever: "when",
  while: "while",
};

export function conditionKind(word: string): GoalCondition["kind"] | undefined {
  return Object.hasOwn(kinds, word) ? kinds[word] : undefined;
}

/** The words after "if", "until" or "when". `undefined` for "when done", which asks for nothing. */
export function readCondition(
  goal: string,
  kind: GoalCondition["kind"],
  all: readonly Token[],
): GoalCondition | undefined {
  const tokens = trimMarks(all);
  if (tokens.length === 0 || isDone(tokens)) return undefined;
  for (let index = 1; index < tokens.length; index += 1) {
    const constraint = readConstraint(tokens, index);
    if (constraint === undefined) continue;
    return {
      kind,
      text: textOf(goal, tokens),
      subject: textOf(goal, dropArticles(tokens.slice(0, index))),
      such: constraint.such,
    };
  }
  if (tokens[0]!.lower === "there" && tokens.length > 2) {
    return { kind, text: textOf(goal, tokens), subject: textOf(goal, dropArticles(tokens.slice(2))) };
  }
  const is = tokens.findIndex(
    ({ kind: sort, lower }) =>
      sort === "word" && /^(?:is|are|says|shows|reads|equals|becomes|reaches)$/.test(lower),
  );
  const value = trimMarks(tokens.slice(is + 1));
  if (is < 1 || value.length === 0) return { kind, text: textOf(goal, tokens) };
  return {
    kind,
    text: textOf(goal, tokens),
    subject: textOf(goal, dropArticles(tokens.slice(0, is))),
    such: { equals: textOf(goal, value) },
  };
}

/** "when done", "when you are finished", "once you're ready". */
function isDone(tokens: readonly Token[]): boolean {
  return (
    tokens.length <= 4 &&
    /^(?:done|finished|ready|complete|completed|through)$/.test(tokens.at(-1)!.lower) &&
    tokens
      .slice(0, -1)
      .every(({ lower }) => /^(?:you|you're|are|it|it's|is|all|everything|have|i'm|am|i)$/.test(lower))
  );
}
