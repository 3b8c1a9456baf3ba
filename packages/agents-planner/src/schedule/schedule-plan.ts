import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlanProblem } from "../plan/plan-problem.ts";
import { listMessages } from "../text/list-messages.ts";
import { quote } from "../text/quote.ts";
import type { PlanSchedule } from "./plan-schedule.ts";
import { type SchedulableStep, scheduleSteps } from "./schedule-steps.ts";
import { checkLinks, refuse } from "./step-problems.ts";

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
 * steps or in a circle, times that are negative or not finite, and agents whose `maxConcurrency` is no whole number above 0.
 *
 * @example
 * const schedule = schedulePlan(plan, { agents: orchestrator.findAgents({}) });
 * console.log(schedule.makespanSeconds, schedule.isOptimal);
 */
export function schedulePlan(
  { steps }: { readonly steps: readonly SchedulableStep[] },
  { agents = [] }: ScheduleOptions = {},
): PlanSchedule {
  checkAgents(agents);
  const problems = [...checkLinks(steps), ...checkTimes(steps)];
  if (problems.length > 0) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The plan cannot be scheduled: ${listMessages(problems)}`,
      { details: { problems: problems.slice(0, 100) } },
    );
  }
  return scheduleSteps(steps, agents);
}

/** Whether the figures of steps can be added up. */
function checkTimes(steps: readonly SchedulableStep[]): PlanProblem[] {
  const problems = steps.flatMap(({ id, estimatedTime, costEstimate }) =>
    Object.entries({ estimatedTime, costEstimate })
      .filter(([, value]) => !(Number.isFinite(value) && value >= 0))
      .map(([name, value]) =>
        refuse(
          "bad-estimate",
          `${name} of step ${quote(id)} is ${String(value)}: give a finite number that is not negative.`,
          id,
        ),
      ),
  );
  const total = steps.reduce((sum, step) => sum + step.estimatedTime, 0);
  if (problems.length === 0 && !Number.isFinite(total))
    problems.push(refuse("bad-estimate", "The times of the steps add up to more than any number."));
  return problems;
}

/** Throws `invalid_argument` for an agent that cannot be scheduled on. */
function checkAgents(agents: readonly AgentDescriptor[]): void {
  for (const { name, maxConcurrency = Number.POSITIVE_INFINITY } of agents) {
    const isWhole = Number.isInteger(maxConcurrency) || maxConcurrency === Number.POSITIVE_INFINITY;
    if (isWhole && maxConcurrency >= 1) continue;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `Agent ${quote(String(name))} has maxConcurrency ${String(maxConcurrency)}: use a whole number, 1 or more, or leave it out.`,
    );
  }
}
