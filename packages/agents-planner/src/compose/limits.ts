import { formatDuration } from "../methods/wording.ts";
import type { PlanEstimate, PlanLimits } from "../plan/plan.ts";
import { round } from "../text/round.ts";

/** The limits that a goal sets, so that whoever reads the plan sees that they were read. */
export function sayLimits({ maxCostUsd, maxDurationMs }: PlanLimits, estimate: PlanEstimate): string[] {
  return [
    ...(maxCostUsd === undefined
      ? []
      : [`Limit: ${maxCostUsd} USD; the work of the agents is estimated at ${estimate.costUsd} USD.`]),
    ...(maxDurationMs === undefined ? [] : [`Limit: ${formatDuration(maxDurationMs)}.`]),
  ];
}

/** By how much an estimate exceeds the limits, as risks. */
export function listOverruns({ maxCostUsd, maxDurationMs }: PlanLimits, estimate: PlanEstimate): string[] {
  const risks: string[] = [];
  if (maxCostUsd !== undefined && estimate.costUsd > maxCostUsd) {
    risks.push(
      `The estimate of ${estimate.costUsd} USD exceeds the limit of ${maxCostUsd} USD by ${round(estimate.costUsd - maxCostUsd)} USD.`,
    );
  }
  if (maxDurationMs !== undefined && estimate.makespanSeconds * 1000 > maxDurationMs) {
    risks.push(
      `The estimate of ${estimate.makespanSeconds} s, with everything in parallel that can be, exceeds the limit of ${maxDurationMs / 1000} s.`,
    );
  }
  return risks;
}
