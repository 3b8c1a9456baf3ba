import type { Figure } from "../../retrieval/figure.ts";
import { summarizeTimes } from "./summarize-times.ts";
import type { GoalOutcome } from "./try-goal.ts";

/** The methods that fit any goal. */
const mostGeneral: ReadonlySet<string> = new Set(["general", "unreadable-goal"]);
/** Methods that only put the parts of a goal together: they say nothing of how the parts were planned. */
const joining: ReadonlySet<string> = new Set(["several-goals"]);

/** How the methods of a goal and of its parts fit it. */
export type Fit = "specific" | "general" | "unreadable" | "untold";

/** A goal is planned specifically when no part of it fell to a method that fits any goal. */
export function judgeFit({ methods }: Pick<GoalOutcome, "methods">): Fit {
  if (methods.includes("unreadable-goal")) return "unreadable";
  if (methods.some((method) => mostGeneral.has(method))) return "general";
  return methods.every((method) => joining.has(method)) ? "untold" : "specific";
}

/** What became of the goals of one half, in figures. */
export function summarizeGoals(outcomes: readonly GoalOutcome[]): Figure[] {
  const share = (isCounted: (outcome: GoalOutcome) => boolean): number =>
    (100 * outcomes.filter(isCounted).length) / outcomes.length;
  const fits = (fit: Fit) => (outcome: GoalOutcome) => judgeFit(outcome) === fit;
  const { mean, p95, max } = summarizeTimes(outcomes.map(({ cpuMs }) => cpuMs));
  const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps, 0) / outcomes.length;
  return [
    { name: "plans that are valid", value: share(({ isValid }) => isValid), format: "percent" },
    { name: "plans that run to their end", value: share(({ isExecuted }) => isExecuted), format: "percent" },
    { name: "planned by specific methods throughout", value: share(fits("specific")), format: "percent" },
    { name: "a part by the most general method", value: share(fits("general")), format: "percent" },
    { name: "not read", value: share(fits("unreadable")), format: "percent" },
    { name: "methods of the parts not told", value: share(fits("untold")), format: "percent" },
    { name: "steps per plan", value: steps, format: "ratio" },
    { name: "CPU per plan, mean", value: mean, format: "milliseconds" },
    { name: "CPU per plan, 19 of 20", value: p95, format: "milliseconds" },
    { name: "CPU per plan, greatest", value: max, format: "milliseconds" },
  ];
}

/** How many goals each method had a part in, the most used first. */
export function countMethods(outcomes: readonly GoalOutcome[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { methods } of outcomes) {
    for (const method of new Set(methods)) counts.set(method, (counts.get(method) ?? 0) + 1);
  }
  return [...counts].sort(([one, left], [other, right]) => right - left || one.localeCompare(other));
}

/** What `--check` does not let pass: each plan that is invalid or does not run, with what is wrong with it. */
export function listMisses(outcomes: readonly GoalOutcome[]): string[] {
  return outcomes
    .filter(({ isValid, isExecuted }) => !isValid || !isExecuted)
    .map(({ goal, problem }) => `“${goal}”: ${problem}`);
}
