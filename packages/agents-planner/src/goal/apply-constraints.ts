import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlannerConstraints } from "../planner-input.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import type { Goal } from "./goal.ts";
import type { GoalReader } from "./goal-reader.ts";
import { type Deadline, noteDeadline } from "./limits/read-deadline.ts";
import { refuseContradiction, refuseContraryConditions, refuseImpossible } from "./refuse-contradiction.ts";
import { checkConstraints } from "./check-constraints.ts";
import { findTechnology } from "./technologies.ts";
import { tightenLimits } from "./limits/tighten-limits.ts";

/**
 * Adds conditions given beside the goal to it, and to each of its clauses.
 *
 * Texts are read like the goal's own words ("without Redux", "under 5 USD"); of two limits the tighter one holds, and a
 * note says so. Throws `invalid_input` when something is both asked for and excluded, naming both, for a
 * deadline that names no date, for limits that no plan can keep, and for what `checkConstraints` refuses.
 */
export function applyConstraints(goal: Goal, constraints: Constraints, goals: GoalReader): Goal {
  checkConstraints(constraints);
  refuseImpossible(goal);
  const applied =
    constraints === undefined || constraints === null
      ? goal
      : mergeConstraints(goal, readConstraints(constraints, goals));
  for (const part of [applied, ...applied.clauses]) refuseContradiction(part);
  const noted = readNoted(constraints, goals);
  for (const part of [applied, ...applied.clauses])
    if (noted.length > 0) refuseContradiction({ ...part, exclusions: [...part.exclusions, ...noted] });
  return applied;
}

type Constraints = string | readonly string[] | PlannerConstraints | null | undefined;

type Conditions = Pick<Goal, "technologies" | "exclusions" | "features" | "limits" | "notes">;

function readConstraints(
  constraints: string | readonly string[] | PlannerConstraints,
  reader: GoalReader,
): Conditions {
  if (typeof constraints !== "string" && !Array.isArray(constraints))
    return readStructured(constraints as PlannerConstraints, reader);
  const texts = (typeof constraints === "string" ? [constraints] : [...constraints])
    .map(cleanText)
    .filter((text) => text !== "");
  const goals = texts.map((text) =>
    reader.read(`Build a product ${startsQualifier(text) ? text : `using ${text.replace(wish, "")}`}`),
  );
  for (const [index, { impossible }] of goals.entries())
    refuseImpossible({ impossible: impossible ?? [], text: texts[index] ?? "" });
  refuseContraryConditions({
    technologies: goals.flatMap((goal) => goal.technologies),
    features: goals.flatMap((goal) => goal.features),
    exclusions: goals.flatMap((goal) => goal.exclusions),
  });
  const tightened = tightenLimits(goals.map((goal) => goal.limits));
  return {
    technologies: goals.flatMap((goal) =>
      goal.technologies.filter((name) => findTechnology(name) !== undefined),
    ),
    exclusions: goals.flatMap((goal) => goal.exclusions),
    features: goals.flatMap((goal) => goal.features),
    limits: tightened.limits,
    notes: [
      ...texts.map((text) => `Condition: ${shorten(text, 200)}`),
      ...goals.flatMap((goal) => goal.notes.filter((note) => note.startsWith("Deadline: "))),
      ...tightened.notes,
    ],
  };
}

/** The known technologies that notes forbid; they are no conditions otherwise. */
function readNoted(constraints: Constraints, reader: GoalReader): string[] {
  if (typeof constraints !== "object" || constraints === null || !("notes" in constraints)) return [];
  const notes = cleanText(constraints.notes ?? "");
  if (!/^(?:without|no|never|avoid|do not|don['’]t)\b/i.test(notes)) return [];
  return reader
    .read(`Build a product. ${notes}`)
    .exclusions.filter((name) => findTechnology(name) !== undefined);
}

const wish = /^(?:please |must |we |always |do )*(?:use|using|prefer|choose)s? /i;

function startsQualifier(text: string): boolean {
  return /^(?:with|without|using|in|on|by|under|below|within|at most|less than|no more than|before|until|for|max|maximum|budget|due|deadline|no|not|don['’]t|do not|avoid)\b/i.test(
    text,
  );
}

function readStructured(
  { technologies = [], without = [], maxCostUsd, maxDurationMs, deadline, notes }: PlannerConstraints,
  reader: GoalReader,
): Conditions {
  const name = (text: string): string => findTechnology(text) ?? shorten(cleanText(text));
  const read = deadline === undefined ? undefined : readDeadline(deadline, reader);
  const asked = {
    technologies: technologies.map(name).filter((text) => text !== ""),
    exclusions: without.map(name).filter((text) => text !== ""),
    features: [],
  };
  refuseContraryConditions(asked);
  return {
    ...asked,
    limits: {
      ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
      ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
      ...read,
    },
    notes: [
      ...(read === undefined ? [] : [noteDeadline(read, reader.now)]),
      ...(notes === undefined || cleanText(notes) === ""
        ? []
        : [`Condition: ${shorten(cleanText(notes), 300)}`]),
    ],
  };
}

/** Reads a deadline that is given for itself; throws `invalid_input` when it names no date. */
export function readDeadline(text: string, reader: GoalReader): Deadline {
  const words = cleanText(text);
  const read = reader.readDeadline(words);
  if (read?.deadlineAt !== undefined) return read;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `The constraint deadline is “${shorten(words)}”, which names no date: write it as 2026-12-24, or in words such as "Friday", "tomorrow noon", "March 3rd", "the end of next week" or "Q3".`,
    { details: { deadline: shorten(words) } },
  );
}

function mergeConstraints(goal: Goal, conditions: Conditions): Goal {
  const unite = (one: readonly string[], other: readonly string[]): string[] => [
    ...new Set([...one, ...other]),
  ];
  const { limits, notes } = tightenLimits([goal.limits, conditions.limits]);
  return {
    ...goal,
    technologies: unite(goal.technologies, conditions.technologies),
    exclusions: unite(goal.exclusions, conditions.exclusions),
    features: unite(goal.features, conditions.features),
    limits,
    notes: unite(goal.notes, [...conditions.notes, ...notes]),
    clauses: goal.clauses.map((clause) => mergeConstraints(clause, { ...conditions, notes: [] })),
  };
}
