import type { AgentDescriptor } from "@convoke/core";
import { readForeign } from "../text/read-foreign.ts";
import { readAgents } from "./check-agents.ts";
import type { PlanSchedule } from "./plan-schedule.ts";
import { checkFigures, readSteps, throwProblems } from "./read-steps.ts";
import { type SchedulableStep, scheduleSteps } from "./schedule-steps.ts";
import { checkLinks } from "./step-problems.ts";

/** For whom a plan is scheduled. */
export interface ScheduleOptions {
  /** Who is registered; where nobody fits a step, its type or capability stands for one agent without limit. @default [] */
  readonly agents?: readonly AgentDescriptor[];
}

/**
 * Puts a plan in time: when each step runs, on which agent, and how good that is. Pure, and always the same.
 *
 * A step runs on any agent that fits its type and capability, each agent at its own `maxConcurrency`. A step that takes no
 * time takes no slot either. Up to 16 steps the schedule is the shortest there is, unless the search had to be cut
 * (`isOptimal` says so); beyond, the best of many. 10,000 steps take well under a second. A plan without steps takes 0 s.
 *
 * Throws `invalid_argument` with the problems, as `validatePlan` words them, for ids that repeat, dependencies on unknown
 * steps or in a circle, figures that are negative, not finite or above 1e12, what is no plan, and agents whose `maxConcurrency` is no whole number above 0.
 *
 * @example
 * const schedule = schedulePlan(plan, { agents: orchestrator.findAgents({}) });
 * console.log(schedule.makespanSeconds, schedule.isOptimal);
 */
export function schedulePlan(
  plan: { readonly steps: readonly SchedulableStep[] },
  options: ScheduleOptions = {},
): PlanSchedule {
  const where = "The plan cannot be scheduled";
  const steps = readSteps(
    where,
    readForeign(where, "the plan", () => plan?.steps),
  );
  const agents = readAgents(where, options);
  throwProblems(where, [...checkLinks(steps), ...checkFigures(steps)]);
  return scheduleSteps(steps, agents);
}
