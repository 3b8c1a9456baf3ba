import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import type { PlanValidationOptions } from "./validate-plan.ts";

const names = Object.keys({
  agents: true,
  maxCostUsd: true,
  maxDurationMs: true,
  deadlineAt: true,
  now: true,
} satisfies Record<keyof PlanValidationOptions, true>);

/** Throws `invalid_argument` for options that nobody would read, or against which nothing can be held. */
export function checkValidationOptions(options: PlanValidationOptions): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw refuse(`the options must be an object { ${names.join(", ")} }`);
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown option “${unknown}”: use ${names.join(", ")}.${hint}`);
  }
  const { agents, now, ...limits } = options;
  if (agents !== undefined && !Array.isArray(agents))
    throw refuse("agents must be a list, as orchestrator.findAgents() answers it");
  for (const [name, value] of Object.entries({ now, ...limits })) {
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw refuse(`${name} is ${String(value)}: pass a number that is not negative`);
  }
  if (limits.deadlineAt !== undefined && now === undefined)
    throw refuse("deadlineAt needs now: pass when the plan would start, in milliseconds since 1970");
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `validatePlan: ${problem}`);
}
