import type { AgentDescriptor } from "@convoke/core";
import type { PlanEstimate, PlanStep } from "./plan.ts";
import { round } from "../text/round.ts";
import { readAgents } from "../schedule/check-agents.ts";
import { checkFigures, readSteps, throwProblems } from "../schedule/read-steps.ts";
import { type SchedulableStep, scheduleSteps } from "../schedule/schedule-steps.ts";
import { sortSteps } from "../schedule/sort-steps.ts";

type TimedStep = Pick<PlanStep, "id" | "dependsOn" | "estimatedTime" | "costEstimate"> &
  Partial<Pick<PlanStep, "agentType" | "agentName" | "capability">>;

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
 * Throws `invalid_argument` for what is no list of steps, and for figures that are negative, not finite or above 1e12.
 */
export function estimatePlan(steps: readonly TimedStep[], options: EstimateOptions = {}): PlanEstimate {
  const where = "The plan cannot be estimated";
  const read = readSteps(where, steps);
  const agents = readAgents(where, options);
  throwProblems(where, checkFigures(read));
  const { makespanSeconds, criticalPath } = scheduleSteps(takeSound(read), agents);
  return {
    seconds: round(read.reduce((sum, step) => sum + step.estimatedTime, 0)),
    makespanSeconds,
    costUsd: round(read.reduce((sum, step) => sum + step.costEstimate, 0)),
    criticalPath: [...criticalPath],
  };
}

/** The steps that can be put in order, with the dependencies that they can have. */
function takeSound(steps: readonly SchedulableStep[]): SchedulableStep[] {
  const { sorted } = sortSteps(steps);
  const byId = new Map(sorted.map((step) => [step.id, step]));
  return [...byId.values()].map((step) => ({
    ...step,
    dependsOn: step.dependsOn.filter((id) => byId.has(id)),
  }));
}
