import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlannerConstraints } from "../planner-input.ts";
import type { Goal } from "./goal.ts";
import type { GoalReader } from "./goal-reader.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import { findTechnology } from "./technologies.ts";

/**
 * Adds conditions given beside the goal to it, and to each of its clauses.
 *
 * Texts are read like the goal's own words ("without Redux", "under 5 USD"). Throws `invalid_input` when something is
 * both asked for and excluded, naming it.
 */
export function applyConstraints(
  goal: Goal,
  constraints: string | readonly string[] | PlannerConstraints | null | undefined,
  goals: GoalReader,
): Goal {
  const applied =
    constraints === undefined || constraints === null
      ? goal
      : mergeConstraints(goal, readConstraints(constraints, goals));
  for (const part of [applied, ...applied.clauses]) refuseContradiction(part);
  return applied;
}

type Conditions = Pick<Goal, "technologies" | "exclusions" | "features" | "limits" | "notes">;

function readConstraints(
  constraints: string | readonly string[] | PlannerConstraints,
  reader: GoalReader,
): Conditions {
  if (typeof constraints !== "string" && !Array.isArray(constraints))
    return readStructured(constraints as PlannerConstraints);
  const texts = (typeof constraints === "string" ? [constraints] : [...constraints])
    .map(cleanText)
    .filter((text) => text !== "");
  const parsed = texts.map((text) => ({
    text,
    goal: reader.read(`Build a product ${startsQualifier(text) ? text : `using ${text.replace(wish, "")}`}`),
  }));
  const goals = parsed.map(({ goal }) => goal);
  return {
    technologies: goals.flatMap((goal) =>
      goal.technologies.filter((name) => findTechnology(name) !== undefined),
    ),
    exclusions: goals.flatMap((goal) => goal.exclusions),
    features: goals.flatMap((goal) => goal.features),
    limits: Object.assign({}, ...goals.map((goal) => goal.limits)) as Goal["limits"],
    notes: texts.map((text) => `Condition: ${shorten(text, 200)}`),
  };
}

const wish = /^(?:please |must |we |always |do )*(?:use|using|prefer|choose)s? /i;

function startsQualifier(text: string): boolean {
  return /^(?:with|without|using|in|on|by|under|below|within|at most|less than|no more than|before|until|for|max|maximum|budget)\b/i.test(
    text,
  );
}

function readStructured({
  technologies = [],
  without = [],
  maxCostUsd,
  maxDurationMs,
  notes,
}: PlannerConstraints): Conditions {
  const name = (text: string): string => findTechnology(text) ?? shorten(cleanText(text));
  return {
    technologies: technologies.map(name).filter((text) => text !== ""),
    exclusions: without.map(name).filter((text) => text !== ""),
    features: [],
    limits: {
      ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
      ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    },
    notes:
      notes === undefined || cleanText(notes) === "" ? [] : [`Condition: ${shorten(cleanText(notes), 300)}`],
  };
}

function mergeConstraints(goal: Goal, conditions: Conditions): Goal {
  const unite = (one: readonly string[], other: readonly string[]): string[] => [
    ...new Set([...one, ...other]),
  ];
  return {
    ...goal,
    technologies: unite(goal.technologies, conditions.technologies),
    exclusions: unite(goal.exclusions, conditions.exclusions),
    features: unite(goal.features, conditions.features),
    limits: { ...goal.limits, ...conditions.limits },
    notes: unite(goal.notes, conditions.notes),
    clauses: goal.clauses.map((clause) => mergeConstraints(clause, { ...conditions, notes: [] })),
  };
}

function refuseContradiction(goal: Goal): void {
  const excluded = new Set(goal.exclusions.map((name) => name.toLowerCase()));
  const both = [...goal.technologies, ...goal.features].find((name) => excluded.has(name.toLowerCase()));
  if (both === undefined) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `The goal asks for “${both}” and excludes it: drop “with ${both}” or “without ${both}”.`,
    { details: { name: both } },
  );
}
