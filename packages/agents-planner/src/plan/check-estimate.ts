import { measurePath } from "../schedule/measure-path.ts";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { listIds, refuse } from "../schedule/step-problems.ts";
import { round } from "../text/round.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { Plan } from "./plan.ts";

/**
 * Whether the plan's estimate is that of its steps: sums exactly; the makespan, which depends on the agents, between the
 * critical path and all steps one after another; the critical path as long as the longest chain.
 *
 * `schedule` is one of the plan's steps, for whatever agents.
 */
export function checkEstimate({ steps, estimate }: Plan, schedule: PlanSchedule): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const shortest = measurePath(schedule);
  const seconds = round(steps.reduce((sum, step) => sum + step.estimatedTime, 0));
  for (const [field, expected] of [
    ["seconds", seconds],
    ["costUsd", schedule.costUsd],
  ] as const) {
    if (isClose(estimate[field], expected)) continue;
    problems.push(
      refuse(
        "wrong-estimate",
        `estimate.${field} is ${estimate[field]}, but the steps give ${expected}: call estimatePlan again.`,
      ),
    );
  }
  const { makespanSeconds } = estimate;
  if (makespanSeconds < shortest && !isClose(makespanSeconds, shortest)) {
    problems.push(
      refuse(
        "wrong-estimate",
        `estimate.makespanSeconds is ${makespanSeconds}, less than the critical path of ${shortest}: call estimatePlan again.`,
      ),
    );
  } else if (makespanSeconds > seconds && !isClose(makespanSeconds, seconds)) {
    problems.push(
      refuse(
        "wrong-estimate",
        `estimate.makespanSeconds is ${makespanSeconds}, more than all steps one after another (${seconds}): call estimatePlan again.`,
      ),
    );
  }
  const times = new Map(steps.map((step) => [step.id, step.estimatedTime]));
  const unknown = estimate.criticalPath.filter((id) => !times.has(id));
  const length = estimate.criticalPath.reduce((sum, id) => sum + (times.get(id) ?? 0), 0);
  if (unknown.length > 0) {
    problems.push(
      refuse(
        "wrong-estimate",
        `estimate.criticalPath names ${listIds(unknown)}, which ${unknown.length === 1 ? "is no step" : "are no steps"} of the plan.`,
      ),
    );
  } else if (!isClose(length, shortest)) {
    problems.push(
      refuse(
        "wrong-estimate",
        `estimate.criticalPath takes ${round(length)} s, but the longest chain of steps takes ${shortest} s: call estimatePlan again.`,
      ),
    );
  }
  return problems;
}

function isClose(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= 1e-6 * Math.max(1, expected);
}
