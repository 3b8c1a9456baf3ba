import type { AgentDescriptor } from "@convoke/core";
import { scheduleSteps } from "../schedule/schedule-steps.ts";
import { checkLinks, refuse } from "../schedule/step-problems.ts";
import { quote } from "../text/quote.ts";
import { round } from "../text/round.ts";
import { checkEstimate } from "./check-estimate.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkAgentNames, checkBudget, checkTime } from "./check-limits.ts";
import { checkSteps } from "./check-steps.ts";
import { checkValidationOptions } from "./check-validation-options.ts";
import { limitProblems } from "./limit-problems.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { tightenLimits } from "./tighten-limits.ts";
import { type Plan, planSchema, type PlanStep, planStepSchema } from "./plan.ts";

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
 * Takes any value. Steps whose shape is wrong are reported and left out of the further checks, but still count as known.
 * Of each kind of problem 25 are listed at most, the last of them with the number of those left out (`omitted`).
 * The plan's own limits and those of the options count, the tighter of each. They are held against the sums and the schedule
 * of the steps, not against the estimate that the plan carries; the time and that estimate only where the steps can be put
 * in order, the budget always.
 *
 * Throws `invalid_argument` for options that are unknown or no numbers.
 *
 * @example
 * validatePlan(plan, { agents: orchestrator.findAgents({}), maxCostUsd: 5 }).map((problem) => problem.message);
 */
export function validatePlan(value: unknown, options: PlanValidationOptions = {}): PlanProblem[] {
  checkValidationOptions(options);
  const parsed = planSchema.safeParse(value);
  const rawSteps: readonly unknown[] = isObject(value) && Array.isArray(value["steps"]) ? value["steps"] : [];
  const steps = parsed.success ? parsed.data.steps : rawSteps.flatMap(parseStep);
  const ids = rawSteps.map(readId).filter((id) => id !== undefined);
  const given =
    isObject(value) && Array.isArray(value["given"]) ? new Set<unknown>(value["given"]) : new Set();
  const links = checkLinks(steps, ids);
  const problems: PlanProblem[] = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => describeIssue(issue, rawSteps))),
    ...checkSteps(steps),
    ...links,
    ...checkInputs(steps, given, new Set(ids)),
  ];
  if (options.agents !== undefined) problems.push(...checkAgentNames(steps, options.agents));
  if (parsed.success) problems.push(...checkFigures(parsed.data, options, links.length === 0));
  return limitProblems(problems);
}

function checkFigures(plan: Plan, options: PlanValidationOptions, canBeOrdered: boolean): PlanProblem[] {
  const total = plan.steps.reduce((sum, step) => sum + step.estimatedTime + step.costEstimate, 0);
  if (!Number.isFinite(total))
    return [refuse("bad-estimate", "The estimates of the steps add up to more than any number.")];
  const { agents = [], now } = options;
  const limits = tightenLimits(plan.limits, options);
  const { maxCostUsd, maxDurationMs, deadlineAt } = limits;
  const costUsd = round(plan.steps.reduce((sum, step) => sum + step.costEstimate, 0));
  const overBudget = maxCostUsd === undefined ? [] : checkBudget(plan, costUsd, maxCostUsd);
  if (!canBeOrdered) return overBudget;
  const unlimited = scheduleSteps(plan.steps, []);
  const problems = [...checkEstimate(plan, unlimited), ...overBudget];
  if (maxDurationMs !== undefined || deadlineAt !== undefined) {
    const schedule = agents.length === 0 ? unlimited : scheduleSteps(plan.steps, agents);
    problems.push(...checkTime(schedule, { ...limits, now }));
  }
  return problems;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function describeIssue(issue: Issue, rawSteps: readonly unknown[]): PlanProblem {
  const place = issue.path.map(String).join(".") || "the plan";
  const field = issue.path.at(-1);
  const isEstimate = issue.path[0] === "estimate" || field === "estimatedTime" || field === "costEstimate";
  const index = issue.path[0] === "steps" ? issue.path[1] : undefined;
  const stepId = typeof index === "number" ? readId(rawSteps[index]) : undefined;
  const isId = index !== undefined && issue.path.length === 3 && field === "id" && stepId === "";
  const advice = isEstimate ? " Give a finite number that is not negative." : "";
  return refuse(
    isEstimate ? "bad-estimate" : isId ? "bad-id" : "bad-shape",
    `${place}${stepId === undefined ? "" : ` (step ${quote(stepId)})`}: ${issue.message}.${advice}`,
    stepId,
  );
}

function parseStep(value: unknown): PlanStep[] {
  const parsed = planStepSchema.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}

function readId(step: unknown): string | undefined {
  return isObject(step) && typeof step["id"] === "string" ? step["id"] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
