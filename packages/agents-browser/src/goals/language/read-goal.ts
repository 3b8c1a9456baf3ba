import { BrowserError } from "../../errors/browser-error.ts";
import type { GoalClause, GoalCondition, GoalReading, ThingPhrase } from "../goal-reading.ts";
import { finishClauses } from "./finish-clauses.ts";
import { prepareSegment } from "./prepare-segment.ts";
import { readClause, unknownClause } from "./read-clause.ts";
import { isOnlyFillers, splitClauses } from "./split-clauses.ts";
import { type Token, tokenize } from "./tokenize.ts";

/** Characters. */
const longestGoal = 10_000;

/**
 * Reads a goal in plain English without a model: what to do, to what, in which order. The same words always give the
 * same reading; what is not understood is listed in `unread`, so that nobody acts on a guess.
 *
 * Throws `invalid_program` for goals that are empty or longer than 10,000 characters.
 *
 * @example
 * readGoal('Enter "Ada" into the name field and press Submit.').clauses.map(({ intent }) => intent); // ["enter", "click"]
 */
export function readGoal(goal: string): GoalReading {
  if (typeof goal !== "string" || goal.trim() === "") {
    throw new BrowserError(
      "invalid_program",
      'The goal is empty: say in words what to do, such as "Click the button Save".',
    );
  }
  if (goal.length > longestGoal) {
    throw new BrowserError(
      "invalid_program",
      `The goal has ${goal.length} characters, at most ${longestGoal} can be read: say in a few sentences what to do.`,
    );
  }
  const clauses: GoalClause[] = [];
  let scope: ThingPhrase | undefined;
  let condition: GoalCondition | undefined;
  /** A scope or condition for a clause that is still to come. */
  let waiting: readonly Token[] | undefined;
  let after: readonly GoalClause[] | undefined;
  for (const segment of splitClauses(tokenize(goal))) {
    if (isOnlyFillers(segment.tokens)) continue;
    const prepared = prepareSegment(goal, segment);
    if (prepared.tokens.length === 0) {
      scope = prepared.scope ?? scope;
      condition = prepared.condition ?? condition;
      waiting = segment.tokens;
      continue;
    }
    const read = readClause(goal, prepared.tokens, segment.tokens) ?? [unknownClause(goal, segment.tokens)];
    const own = read.map((clause) => ({
      ...clause,
      ...((prepared.scope ?? scope) !== undefined &&
        clause.scope === undefined && { scope: prepared.scope ?? scope }),
      ...((prepared.condition ?? condition) !== undefined && { condition: prepared.condition ?? condition }),
      ...(prepared.isNegated && { isNegated: true }),
      ...(prepared.isExclusive && { isExclusive: true }),
    }));
    waiting = undefined;
    scope = undefined;
    condition = undefined;
    if (segment.isMeans && own.every(({ intent }) => intent === "drag" || intent === "unknown")) continue;
    if (segment.isMeans && clauses.length > 0) {
      // "close the dialog by clicking X": the means is what is done, within what it is done to.
      const end = clauses.pop()!;
      const [place] = end.things;
      clauses.push(
        ...own.map((clause) =>
          clause.scope === undefined && place !== undefined ? { ...clause, scope: place } : clause,
        ),
      );
    } else if (prepared.order === "before-previous" && clauses.length > 0) {
      clauses.splice(-1, 0, ...own);
    } else if (prepared.order === "after-next") {
      after = own;
      continue;
    } else {
      clauses.push(...own);
    }
    if (after !== undefined) {
      clauses.push(...after);
      after = undefined;
    }
  }
  if (after !== undefined) clauses.push(...after);
  if (waiting !== undefined) clauses.push(unknownClause(goal, waiting));
  return finishClauses(goal, clauses);
}
