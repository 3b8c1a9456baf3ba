import type { GoalClause } from "../../goal-reading.ts";
import { findWord } from "../match-words.ts";
import { splitList } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import type { ClauseReader } from "./clause-input.ts";
import { asField } from "./as-field.ts";
import { enterClause, readEnter } from "./read-enter.ts";
import { readPairs } from "./read-pairs.ts";

/** "fill (in) Y with X", 'fill out the form with name "A" and email "B"', 'fill in "X" as the name'. */
export const readFill: ClauseReader = (input) => {
  const { goal, source, tokens } = input;
  const colon = tokens.findIndex(({ text, kind }) => kind === "mark" && text === ":");
  const formAt = findWord(tokens, ["form", "fields", "details", "following"]);
  const isForm = colon > 0 && formAt >= 0 && formAt < colon && colon - formAt < 3;
  const withAt = isForm ? colon : findWord(tokens, ["with", "using", "by"]);
  if (withAt < 1) return withAt === 0 ? readDetails(goal, source, tokens.slice(1)) : readEnter(input);
  const clauses: GoalClause[] = [];
  const target = readThing(goal, tokens.slice(0, withAt));
  const rest = tokens.slice(withAt + 1);
  if (target.kind === "form" || target.kind === undefined || /fields|details|info/i.test(target.text)) {
    const pairs = readPairs(goal, rest);
    if (
      pairs !== undefined &&
      (target.kind === "form" || /fields|details|info/i.test(target.text) || pairs.length > 1)
    ) {
      return pairs.map(({ thing, value, isQuoted }) => enterClause(source, [thing], value, isQuoted));
    }
  }
  // 'the name with "A" and the email with "B"'
  let field: readonly Token[] = tokens.slice(0, withAt);
  let items = splitList(rest);
  const next = items.findIndex((item, index) => index > 0 && findWord(item, ["with"]) > 0);
  if (next === -1)
    return [
      enterClause(source, [asField(readThing(goal, field))], textOf(goal, trimMarks(rest)), isQuoted(rest)),
    ];
  clauses.push(fillOne(goal, source, field, items.slice(0, next).flat()));
  items = items.slice(next);
  for (const item of items) {
    const at = findWord(item, ["with"]);
    if (at < 1) continue;
    field = item.slice(0, at);
    clauses.push(fillOne(goal, source, field, item.slice(at + 1)));
  }
  return clauses;
};

function fillOne(goal: string, source: string, field: readonly Token[], value: readonly Token[]): GoalClause {
  return enterClause(
    source,
    [asField(readThing(goal, field))],
    textOf(goal, trimMarks(value)),
    isQuoted(value),
  );
}

function readDetails(goal: string, source: string, tokens: readonly Token[]): readonly GoalClause[] {
  return (readPairs(goal, tokens) ?? []).map(({ thing, value, isQuoted: quoted }) =>
    enterClause(source, [thing], value, quoted),
  );
}

function isQuoted(tokens: readonly Token[]): boolean {
  const words = trimMarks(tokens);
  return words.length === 1 && words[0]!.kind === "quoted";
}
