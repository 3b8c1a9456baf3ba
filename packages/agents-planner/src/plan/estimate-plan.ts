import type { PlanEstimate, PlanStep } from "./plan.ts";
import { round } from "../text/round.ts";
import { sortSteps } from "./sort-steps.ts";

type TimedStep = Pick<PlanStep, "id" | "dependsOn" | "estimatedTime" | "costEstimate">;

/**
 * Adds up seconds and USD, and finds the critical path: the chain of steps that takes longest.
 *
 * Steps in a cycle, and dependencies on unknown steps, count for the sums but not for the path.
 */
export function estimatePlan(steps: readonly TimedStep[]): PlanEstimate {
  const finish = new Map<string, number>();
  const decisive = new Map<string, string>();
  let last: string | undefined;
  for (const step of sortSteps(steps).sorted) {
    let start = 0;
    for (const id of step.dependsOn) {
      const end = finish.get(id) ?? 0;
      if (end > start || (end === start && !decisive.has(step.id) && finish.has(id))) {
        start = end;
        decisive.set(step.id, id);
      }
    }
    finish.set(step.id, start + step.estimatedTime);
    if (last === undefined || start + step.estimatedTime > (finish.get(last) ?? 0)) last = step.id;
  }
  const criticalPath: string[] = [];
  // repeated ids could lead round in circles
  for (let id = last; id !== undefined && criticalPath.length < steps.length; id = decisive.get(id))
    criticalPath.push(id);
  return {
    seconds: round(steps.reduce((sum, step) => sum + step.estimatedTime, 0)),
    makespanSeconds: round(last === undefined ? 0 : (finish.get(last) ?? 0)),
    costUsd: round(steps.reduce((sum, step) => sum + step.costEstimate, 0)),
    criticalPath: criticalPath.reverse(),
  };
}
