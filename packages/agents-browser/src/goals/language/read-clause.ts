import type { GoalClause } from "../goal-reading.ts";
import type { ClauseReader } from "./clauses/clause-input.ts";
import { readAct } from "./clauses/read-act.ts";
import { readClick } from "./clauses/read-click.ts";
import { readDrag } from "./clauses/read-drag.ts";
import { readEnter } from "./clauses/read-enter.ts";
import { readFill } from "./clauses/read-fill.ts";
import { readLogin } from "./clauses/read-login.ts";
import { readMark } from "./clauses/read-mark.ts";
import { readCompute, readCount, readQuestion } from "./clauses/read-question.ts";
import { readSelect } from "./clauses/read-select.ts";
import { readAdjust, readSet } from "./clauses/read-set.ts";
import {
  readDraw,
  readFind,
  readGo,
  readPlain,
  readScroll,
  readSearch,
  readSort,
  readWait,
} from "./clauses/read-simple.ts";
import { readStyleClause } from "./clauses/read-style.ts";
import { matchVerb, plainForm } from "./match-verb.ts";
import { type Token, textOf } from "./tokenize.ts";
import type { ClauseFamily } from "./words/verbs.ts";

const readers: Readonly<Record<Exclude<ClauseFamily, "use">, ClauseReader>> = {
  click: readClick,
  press: readClick,
  enter: readEnter,
  fill: readFill,
  set: readSet,
  adjust: readAdjust,
  select: readSelect,
  mark: readMark,
  drag: readDrag,
  scroll: readScroll,
  plain: readPlain,
  go: readGo,
  search: readSearch,
  find: readFind,
  read: readQuestion,
  count: readCount,
  compute: readCompute,
  style: readStyleClause,
  sort: readSort,
  wait: readWait,
  login: readLogin,
  act: readAct,
  draw: readDraw,
};

/** Reads tokens that begin with a verb; `undefined` when they do not. */
export function readClause(
  goal: string,
  tokens: readonly Token[],
  whole: readonly Token[],
): readonly GoalClause[] | undefined {
  const [first, ...rest] = tokens;
  if (first === undefined) return undefined;
  const plain = [plainForm(first), ...rest];
  const match = matchVerb(plain, 0);
  if (match === undefined) return undefined;
  const { verb, length } = match;
  const { family } = verb;
  if (family === "use") return undefined;
  return readers[family]({
    goal,
    source: goal.slice(whole[0]!.start, whole.at(-1)!.end),
    tokens: tokens.slice(length),
    verb,
    said: plain
      .slice(0, length)
      .map(({ lower }) => lower)
      .join(" "),
  });
}

/** The words of a clause that nothing understood. */
export function unknownClause(goal: string, tokens: readonly Token[]): GoalClause {
  const source = tokens.length === 0 ? "" : goal.slice(tokens[0]!.start, tokens.at(-1)!.end);
  return { intent: "unknown", source: source === "" ? textOf(goal, tokens) : source, things: [] };
}
