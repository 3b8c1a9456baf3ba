import type { Goal } from "../goal/goal.ts";
import type { PlanLimits, PlanStep } from "../plan/plan.ts";

/** A plan while it is changed: each change takes one and returns another. */
export interface Refinement {
  /** The plan's goal in words; additions and replacements change it. */
  readonly goal: string;
  /** The plan's goal as it was read. */
  readonly read: Goal;
  readonly given: readonly string[];
  readonly steps: readonly PlanStep[];
  /** What was changed, as sentences; they become the plan's first assumptions. */
  readonly notes: readonly string[];
  readonly assumptions: readonly string[];
  readonly risks: readonly string[];
  readonly limits: PlanLimits;
}

/** The names that the steps make, and who makes them. */
export function listMakers(steps: readonly PlanStep[]): Map<string, string> {
  return new Map(steps.flatMap(({ id, produces }) => produces.map((name): [string, string] => [name, id])));
}
