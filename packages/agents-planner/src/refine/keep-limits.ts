import type { GoalLimits } from "../goal/goal.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { PlanStep } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import { dropSteps } from "./drop-steps.ts";
import type { Refinement } from "./refinement.ts";

/**
 * Drops optional steps, the dearest first, until the plan keeps its limits or none is left.
 *
 * `now` in milliseconds since 1970: what is left until a deadline is a limit too.
 */
export function keepLimits(refinement: Refinement, now: number): Refinement {
  let current = refinement;
  for (;;) {
    const excess = findExcess(current.steps, current.limits, now);
    const candidate = excess === undefined ? undefined : findDearest(current.steps, excess);
    if (candidate === undefined) return current;
    const { steps, goneToo } = dropSteps(current.steps, new Set([candidate.id]));
    if (steps.length === 0) return current;
    current = {
      ...current,
      steps,
      notes: [
        ...current.notes,
        ...[candidate, ...goneToo].map(({ description }) => `Left out to keep the limit: ${description}`),
      ],
    };
  }
}

/** A deadline that the plan cannot keep, as a risk. */
export function warnOfDeadline(
  steps: readonly PlanStep[],
  { deadline, deadlineAt }: GoalLimits,
  now: number,
): string[] {
  if (deadlineAt === undefined) return [];
  const late = round(estimatePlan(steps).makespanSeconds - (deadlineAt - now) / 1000);
  return late > 0 ? [`The plan ends ${late} s after the deadline, ${deadline ?? "which was given"}.`] : [];
}

function findExcess(
  steps: readonly PlanStep[],
  { maxCostUsd, maxDurationMs, deadlineAt }: GoalLimits,
  now: number,
): "cost" | "time" | undefined {
  const { costUsd, makespanSeconds } = estimatePlan(steps);
  if (maxCostUsd !== undefined && costUsd > maxCostUsd) return "cost";
  const left = Math.min(maxDurationMs ?? Infinity, deadlineAt === undefined ? Infinity : deadlineAt - now);
  return makespanSeconds * 1000 > left ? "time" : undefined;
}

function findDearest(steps: readonly PlanStep[], measure: "cost" | "time"): PlanStep | undefined {
  const priceOf = ({ costEstimate, estimatedTime }: PlanStep): number =>
    measure === "cost" ? costEstimate : estimatedTime;
  return steps
    .filter((step) => step.optional === true && priceOf(step) > 0)
    .reduce<PlanStep | undefined>(
      (dearest, step) => (dearest === undefined || priceOf(step) > priceOf(dearest) ? step : dearest),
      undefined,
    );
}
