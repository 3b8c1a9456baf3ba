import { ErrorCode, OrchestrationError } from "@convoke/core";
import { type PlanProblem, validatePlan } from "../plan/validate-plan.ts";
import type { PlannerInput } from "../planner-input.ts";

/** Whether a plan can run, and everything that is wrong with it. */
export interface PlanValidation {
  readonly valid: boolean;
  readonly problems: readonly PlanProblem[];
}

/** Looks at the input's `plan`. Throws `invalid_input` when there is none. */
export function checkPlan(input: PlannerInput | undefined): PlanValidation {
  if (input?.plan === undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      'validate_plan needs a plan: pass { type: "validate_plan", plan }.',
    );
  }
  const problems = validatePlan(input.plan);
  return { valid: problems.length === 0, problems };
}
