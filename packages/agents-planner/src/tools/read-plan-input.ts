import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";

/** The plan under an input's `plan`. Throws `invalid_input` when there is none, and with what is wrong with it. */
export function readPlanInput(plan: unknown, type: string): Plan {
  if (plan === undefined || plan === null) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `${type} needs a plan: pass { type: "${type}", plan: literal(plan) }.`,
    );
  }
  const problems = validatePlan(plan).filter(({ severity }) => severity === "error");
  if (problems.length === 0) return plan as Plan;
  const listed = problems.slice(0, 5).map(({ message }) => message);
  const rest = problems.length > 5 ? ` And ${problems.length - 5} more.` : "";
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `${type}: the plan is not valid. ${listed.join(" ")}${rest}`,
    { details: { problems } },
  );
}
