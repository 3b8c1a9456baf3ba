import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { type PlanProblem, type PlanProblemCode, limitCodes, validatePlan } from "../plan/validate-plan.ts";
import { listMessages } from "../text/list-messages.ts";

/**
 * The plan under an input's `plan`, as it is: a copy by the schema would lose what others have written into it.
 *
 * Throws `invalid_input` when there is none, and with what is wrong with it; `ignored` problems do not matter.
 */
export function readPlanInput(
  plan: unknown,
  type: string,
  { ignored = [] }: { readonly ignored?: readonly PlanProblemCode[] } = {},
): Plan {
  if (plan === undefined || plan === null) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `${type} needs a plan: pass { type: "${type}", plan: literal(plan) }.`,
    );
  }
  const problems = listErrors(plan).filter(({ code }) => !ignored.includes(code));
  if (problems.length === 0) return plan as Plan;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `${type}: the plan cannot run. ${listMessages(problems)}`,
    { details: { problems } },
  );
}

/** What makes a plan unsound; warnings do not, nor that it takes more than it may. */
export function listErrors(plan: unknown): PlanProblem[] {
  return validatePlan(plan).filter(({ severity, code }) => severity === "error" && !limitCodes.has(code));
}
