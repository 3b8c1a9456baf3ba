import type { AgentDescriptor } from "@convoke/core";
import type { PlanEstimate, PlanStep } from "./plan.ts";
import { round } from "../text/round.ts";
import { scheduleSteps } from "../schedule/schedule-steps.ts";
import { sortSteps } from "../schedule/sort-steps.ts";

type TimedStep = Pick<PlanStep, "id" | "dependsOn" | "estimatedTime" | "costEstimate"> &
  Partial<Pick<PlanStep, "agentType" | "capability">>;

/** For whom a plan is estimated. */
export interface EstimateOptions {
  /** Who is registered; of agents that nobody knows, any number of steps run at once. @default [] */
  readonly agents?: readonly AgentDescriptor[];
}

/**
 * Adds up seconds and USD, finds the critical path (the chain of steps that takes longest), and schedules the steps on the
 * agents to see how long they take together.
 *
 * Steps in a cycle, repeated steps, and dependencies on unknown steps count for the sums but not for path and makespan.
 */
export function estimatePlan(
  steps: readonly TimedStep[],
  { agents = [] }: EstimateOptions = {},
): PlanEstimate {
  const { makespanSeconds, criticalPath } = scheduleSteps(takeSound(steps), agents);
  return {
    seconds: round(steps.reduce((sum, step) => sum + step.estimatedTime, 0)),
    makespanSeconds,
    costUsd: round(steps.reduce((sum, step) => sum + step.costEstimate, 0)),
    criticalPath: [...criticalPath],
  };
}

/** The steps that can be put in order, with the dependencies that they can have. */
function takeSound(steps: readonly TimedStep[]): TimedStep[] {
  const { sorted } = sortSteps(steps);
  const byId = new Map(sorted.map((step) => [step.id, step]));
  return [...byId.values()].map((step) => ({
    ...step,
    estimatedTime: Number.isFinite(step.estimatedTime) ? Math.max(0, step.estimatedTime) : 0,
    dependsOn: step.dependsOn.filter((id) => byId.has(id)),
  }));
}
