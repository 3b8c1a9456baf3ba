import type { AgentDescriptor } from "@convoke/core";
import { scheduleSteps } from "../schedule/schedule-steps.ts";
import { checkLinks } from "../schedule/step-problems.ts";
import { round } from "../text/round.ts";
import { checkEstimate } from "./check-estimate.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkAgentNames, checkBudget, checkTime } from "./check-limits.ts";
import { checkSteps } from "./check-steps.ts";
import { checkValidationOptions } from "./check-validation-options.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { tightenLimits } from "./tighten-limits.ts";
import { createProblemList } from "./problem-list.ts";
import { readPlan } from "./read-plan.ts";
import type { Plan } from "./plan.ts";

export { limitCodes, type PlanProblem, type PlanProblemCode } from "./plan-problem.ts";

/** What a plan is held against beside its own limits. Whatever is left out is not checked. */
export interface PlanValidationOptions {
  /** Who is registered: unknown names are warned of, and times are those of a schedule for these agents. */
  readonly agents?: readonly AgentDescriptor[] | undefined;
  /** USD. */
  readonly maxCostUsd?: number | undefined;
  /** Milliseconds. */
  readonly maxDurationMs?: number | undefined;
  /** Milliseconds since 1970; needs `now`. */
  readonly deadlineAt?: number | undefined;
  /** When the plan would start, in milliseconds since 1970. */
  readonly now?: number | undefined;
}

/**
 * Lists everything that is wrong with a plan, errors first; without errors it can run.
 *
 * Takes any value; of one whose lists have more than 100,000 entries, nothing but that is said. Steps whose shape is wrong are reported and left out of the further checks, but still count as known.
 * Of each kind of problem 25 are listed at most, the last of them with the number of those left out (`omitted`).
 * The plan's own limits and those of the options count, the tighter of each. They are held against the sums and the schedule
 * of the steps, not against the estimate that the plan carries; the time and that estimate only where the steps can be put
 * in order, the budget always.
 *
 * Throws `invalid_argument` for options that are unknown, no numbers, or no agents.
 *
 * @example
 * validatePlan(plan, { agents: orchestrator.findAgents({}), maxCostUsd: 5 }).map((problem) => problem.message);
 */
export function validatePlan(value: unknown, options: PlanValidationOptions = {}): PlanProblem[] {
  const checked = checkValidationOptions(options);
  const { plan, steps, ids, given, problems: shape } = readPlan(value);
  const links = checkLinks(steps, ids);
  const problems = createProblemList();
  problems.addAll(shape);
  problems.addAll(checkSteps(steps));
  problems.addAll(links);
  checkInputs(steps, given, new Set(ids), problems.report);
  if (checked.agents !== undefined) checkAgentNames(steps, checked.agents, problems.report);
  if (plan !== undefined) problems.addAll(checkFigures(plan, checked, links.length === 0));
  return problems.list();
}

function checkFigures(plan: Plan, options: PlanValidationOptions, canBeOrdered: boolean): PlanProblem[] {
  const { agents = [], now } = options;
  const limits = tightenLimits(plan.limits, options);
  const { maxCostUsd, maxDurationMs, deadlineAt } = limits;
  const costUsd = round(plan.steps.reduce((sum, step) => sum + step.costEstimate, 0));
  const overBudget = maxCostUsd === undefined ? [] : checkBudget(plan, costUsd, maxCostUsd);
  if (!canBeOrdered) return overBudget;
  const isTimed = maxDurationMs !== undefined || deadlineAt !== undefined;
  const schedule = scheduleSteps(plan.steps, isTimed ? agents : []);
  return [
    ...checkEstimate(plan, schedule),
    ...overBudget,
    ...(isTimed ? checkTime(schedule, { ...limits, now }) : []),
  ];
}
