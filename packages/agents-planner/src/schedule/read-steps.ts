import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlanProblem } from "../plan/plan-problem.ts";
import { greatestFigure } from "../text/figures.ts";
import { listMessages } from "../text/list-messages.ts";
import { quote } from "../text/quote.ts";
import { readForeign } from "../text/read-foreign.ts";
import { showValue } from "../text/show-value.ts";
import type { SchedulableStep } from "./schedule-steps.ts";
import { refuse } from "./step-problems.ts";

/** More steps than this are no plan that anybody reads or runs. */
export const mostSteps = 100_000;

/**
 * Steps as others have handed them in, copied so that they are read once.
 *
 * Throws `invalid_argument`, beginning with `where`, for what is no list of at most 100,000 steps each with an `id`,
 * `dependsOn` and names of agents that are text.
 */
export function readSteps(where: string, given: unknown): SchedulableStep[] {
  return readForeign(where, "the steps", () => {
    if (!Array.isArray(given))
      throw refuseArgument(`${where}: the steps must be a list, not ${showValue(given)}`);
    if (given.length > mostSteps)
      throw refuseArgument(`${where}: there are ${given.length} steps: ${mostSteps} at most can be planned`);
    return Array.from(given as readonly unknown[], (step, index) => readStep(where, step, index));
  });
}

function readStep(where: string, given: unknown, index: number): SchedulableStep {
  const bad = (what: string): OrchestrationError => refuseArgument(`${where}: steps.${index} ${what}`);
  if (typeof given !== "object" || given === null) throw bad(`must be an object, not ${showValue(given)}`);
  const { id, dependsOn, estimatedTime, costEstimate, agentType, agentName, capability } =
    given as SchedulableStep;
  if (typeof id !== "string") throw bad(`needs an id that is text, not ${showValue(id)}`);
  if (!Array.isArray(dependsOn) || dependsOn.length > mostSteps)
    throw bad(`(${quote(id)}) needs dependsOn, a list of ids of at most ${mostSteps} steps`);
  for (const dependency of dependsOn as readonly unknown[])
    if (typeof dependency !== "string")
      throw bad(`(${quote(id)}) depends on ${showValue(dependency)}: use ids`);
  for (const [name, value] of [
    ["agentType", agentType],
    ["agentName", agentName],
    ["capability", capability],
  ])
    if (value !== undefined && typeof value !== "string")
      throw bad(`(${quote(id)}) has ${name} ${showValue(value)}: use text`);
  return {
    id,
    dependsOn,
    estimatedTime,
    costEstimate,
    ...(agentType !== undefined && { agentType }),
    ...(agentName !== undefined && { agentName }),
    ...(capability !== undefined && { capability }),
  };
}

/** Whether the figures of steps can be added up. */
export function checkFigures(
  steps: readonly Pick<SchedulableStep, "id" | "estimatedTime" | "costEstimate">[],
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const check = (name: string, value: unknown, id: string): void => {
    if (typeof value === "number" && value >= 0 && value <= greatestFigure) return;
    const isLarge = typeof value === "number" && Number.isFinite(value) && value > 0;
    const advice = isLarge ? `use ${greatestFigure} at most` : "give a finite number that is not negative";
    const message = `${name} of step ${quote(id)} is ${showValue(value)}: ${advice}.`;
    problems.push(refuse("bad-estimate", message, id));
  };
  for (const { id, estimatedTime, costEstimate } of steps) {
    check("estimatedTime", estimatedTime, id);
    check("costEstimate", costEstimate, id);
  }
  return problems;
}

/** Throws `invalid_argument` with the first problems, if there are any. */
export function throwProblems(lead: string, problems: readonly PlanProblem[]): void {
  if (problems.length === 0) return;
  throw refuseArgument(`${lead}: ${listMessages(problems)}`, { problems: problems.slice(0, 100) });
}

function refuseArgument(message: string, details?: Readonly<Record<string, unknown>>): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { ...(details && { details }) });
}
