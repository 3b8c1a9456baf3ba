import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import { checkAgents } from "../schedule/check-agents.ts";
import { readForeign } from "../text/read-foreign.ts";
import { checkLimitFigures } from "./check-limit-figures.ts";
import type { PlanValidationOptions } from "./validate-plan.ts";

const names = Object.keys({
  agents: true,
  maxCostUsd: true,
  maxDurationMs: true,
  deadlineAt: true,
  now: true,
} satisfies Record<keyof PlanValidationOptions, true>);

/** The options, read once. Throws `invalid_argument` for those that nobody would read, or against which nothing can be held. */
export function checkValidationOptions(given: PlanValidationOptions): PlanValidationOptions {
  if (typeof given !== "object" || given === null || isList(given))
    throw refuse(`the options must be an object { ${names.join(", ")} }`);
  const options = readForeign("validatePlan", "an option", () => ({ ...given }));
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown option “${unknown}”: use ${names.join(", ")}.${hint}`);
  }
  const { agents, ...figures } = options;
  checkLimitFigures("validatePlan", figures);
  if (figures.deadlineAt !== undefined && figures.now === undefined)
    throw refuse("deadlineAt needs now: pass when the plan would start, in milliseconds since 1970");
  return agents === undefined ? options : { ...options, agents: checkAgents("validatePlan", agents) };
}

function isList(value: object): boolean {
  return readForeign("validatePlan", "the options", () => Array.isArray(value));
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `validatePlan: ${problem}`);
}
