import { ErrorCode, OrchestrationError } from "@convoke/core";
import { limitCodes, type PlanValidationOptions, validatePlan } from "../plan/validate-plan.ts";
import { listMessages } from "../text/list-messages.ts";

/**
 * Refuses, before anything is spent, what cannot run or cannot be kept to.
 *
 * Throws `invalid_argument` with what is wrong with the plan (everything in `details.problems`), and `budget_exceeded` with
 * the figures when its estimate is above a limit. What validation only warns of, such as agents that nobody registered, is left to the run.
 */
export function checkPlanBeforeRun(plan: unknown, options: PlanValidationOptions): void {
  const problems = validatePlan(plan, options).filter(({ severity }) => severity === "error");
  if (problems.length === 0) return;
  const isSound = problems.every(({ code }) => limitCodes.has(code));
  const lead = isSound ? "Nothing has run" : "executePlan: the plan cannot run";
  const words = listMessages(problems);
  throw new OrchestrationError(
    isSound ? ErrorCode.BUDGET_EXCEEDED : ErrorCode.INVALID_ARGUMENT,
    isSound ? `executePlan: ${words} ${lead}.` : `${lead}. ${words}`,
    { details: { problems } },
  );
}
