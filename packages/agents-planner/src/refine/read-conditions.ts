import { readDeadline } from "../goal/apply-constraints.ts";
import { noteDeadline } from "../goal/limits/read-deadline.ts";
import { checkConstraints } from "../goal/check-constraints.ts";
import type { Goal } from "../goal/goal.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import { refuseContraryConditions } from "../goal/refuse-contradiction.ts";
import { findTechnology } from "../goal/technologies.ts";
import type { PlannerConstraints, PlannerInput } from "../planner-input.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import type { Change } from "./change.ts";
import { readPart } from "./read-change.ts";
import { splitChange } from "./split-change.ts";

/** Conditions beside the change, as changes; a text that says no change is repeated among the assumptions. */
export function readConditions(
  constraints: PlannerInput["constraints"],
  goal: Goal,
  goals: GoalReader,
): Change[] {
  checkConstraints(constraints);
  if (constraints === undefined || constraints === null) return [];
  if (typeof constraints === "string") return readText(constraints, goal, goals);
  if (Array.isArray(constraints)) return constraints.flatMap((text: string) => readText(text, goal, goals));
  return readStructured(constraints as PlannerConstraints, goals);
}

function readText(text: string, goal: Goal, goals: GoalReader): Change[] {
  const said = shorten(cleanText(text), 200);
  if (said === "") return [];
  const changes = splitChange(said).flatMap((part) => readPart(part, goal, goals));
  return changes.length === 0 || changes.some(({ kind }) => kind === "add-work")
    ? [{ kind: "note", note: `Condition: ${said}`, said }]
    : changes.map((change) => (change.kind === "leave-out" ? { ...change, isCondition: true } : change));
}

function readStructured(
  { technologies = [], without = [], maxCostUsd, maxDurationMs, deadline, notes }: PlannerConstraints,
  goals: GoalReader,
): Change[] {
  const clean = (text: string): string => findTechnology(text) ?? shorten(cleanText(text));
  refuseContraryConditions({
    technologies: technologies.map(clean),
    exclusions: without.map(clean).filter((name) => name !== ""),
    features: [],
  });
  const limits = {
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
  };
  const dated = deadline === undefined ? undefined : readDeadline(deadline, goals);
  const hasLimits = Object.keys(limits).length > 0 || dated !== undefined;
  return [
    ...technologies
      .map(clean)
      .filter((name) => name !== "")
      .map((name): Change => ({ kind: "use", name, said: `with ${name}` })),
    ...without
      .map(clean)
      .filter((name) => name !== "")
      .map((name): Change => ({ kind: "leave-out", name, isCondition: true, said: `without ${name}` })),
    ...(hasLimits
      ? [
          {
            kind: "limit",
            limits: { ...dated, ...limits },
            notes: dated === undefined ? [] : [noteDeadline(dated, goals.now)],
            said: "constraints",
          } satisfies Change,
        ]
      : []),
    ...(notes === undefined || cleanText(notes) === ""
      ? []
      : [
          {
            kind: "note",
            note: `Condition: ${shorten(cleanText(notes), 300)}`,
            said: "notes",
          } satisfies Change,
        ]),
  ];
}
