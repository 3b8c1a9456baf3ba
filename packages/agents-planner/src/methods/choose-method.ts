import type { Goal } from "../goal/goal.ts";
import { type GoalPattern, measureFit } from "./goal-pattern.ts";
import type { Method, MethodSituation, Precondition } from "./method.ts";
import { createMethodError, guardMethod } from "./method-error.ts";

/** A method, and why better fitting ones were not used, as sentences for the plan's assumptions. */
export interface MethodChoice {
  readonly method: Method;
  readonly notes: readonly string[];
}

/**
 * The method that fits a goal best among those whose preconditions hold; of equals the one listed first.
 *
 * Throws `agent_failed` when there is none, and when a method's fit is no number from 0 to 1.
 */
export function chooseMethod(
  methods: readonly Method[],
  goal: Goal,
  situation: MethodSituation,
): MethodChoice {
  const candidates = methods
    .filter((method) => goal.clauses.length < 2 || method.takesClauses === true)
    .map((method) => ({ method, fit: findFit(method, goal) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((left, right) => right.fit - left.fit);
  const notes: string[] = [];
  for (const { method } of candidates) {
    const missing = findMissing(method, goal, situation);
    if (missing === undefined) return { method, notes };
    notes.push(`The method “${method.name}” was not used: it needs ${missing.description}.`);
  }
  throw createMethodError(
    `No planning method fits “${goal.object}”: add one whose goal pattern is {}, which fits any goal.`,
  );
}

function findFit(method: Method, goal: Goal): number {
  const { goal: wanted } = method;
  const fit: unknown = guardMethod(method.name, "goal", () =>
    typeof wanted === "function" ? wanted(goal) : measureFit(guardPattern(method.name, wanted), goal),
  );
  if (typeof fit === "number" && fit >= 0 && fit <= 1) return fit;
  throw createMethodError(
    `The planning method “${method.name}” fits “${goal.object}” by ${String(fit)}: its function goal must return 0 to 1.`,
  );
}

/** A pattern whose function answers with a value, not with a promise. */
function guardPattern(method: string, pattern: GoalPattern): GoalPattern {
  const { where } = pattern;
  if (where === undefined) return pattern;
  return { ...pattern, where: (goal) => guardMethod(method, "goal.where", () => where(goal)) };
}

function findMissing(method: Method, goal: Goal, situation: MethodSituation): Precondition | undefined {
  return method.preconditions?.find(
    (precondition) =>
      !guardMethod(method.name, `the precondition “${precondition.description}”`, () =>
        precondition.holds(goal, situation),
      ),
  );
}
