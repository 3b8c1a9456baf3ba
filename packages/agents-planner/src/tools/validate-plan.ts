import { ErrorCode, OrchestrationError } from "@convoke/core";
import { type PlanProblem, validatePlan } from "../plan/validate-plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import type { Planning } from "./planning.ts";
import { readLimits } from "./read-limits.ts";

/** Whether a plan can run, and everything that is wrong with it. */
export interface PlanValidation {
  /** True without errors; there may be warnings. */
  readonly valid: boolean;
  readonly problems: readonly PlanProblem[];
}

/**
 * Looks at the input's `plan`, against who is registered and, when it starts now, the budget, duration and deadline of the
 * input's `constraints`. Throws `invalid_input` when there is no plan.
 */
export function checkPlan(
  input: PlannerInput | undefined,
  { agents, goals, now }: Pick<Planning, "agents" | "goals" | "now">,
): PlanValidation {
  if (input?.plan === undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      'validate_plan needs a plan: pass { type: "validate_plan", plan }.',
    );
  }
  const limits = readLimits(input, goals);
  const problems = validatePlan(input.plan, {
    ...(agents.length > 0 && { agents }),
    maxCostUsd: limits.maxCostUsd,
    maxDurationMs: limits.maxDurationMs,
    deadlineAt: limits.deadlineAt,
    now,
  });
  return { valid: problems.every(({ severity }) => severity !== "error"), problems };
}
