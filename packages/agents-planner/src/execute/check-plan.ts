import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";

/** What a plan must keep to. */
export interface PlanLimits {
  readonly maxCostUsd: number | undefined;
  /** Milliseconds from now. */
  readonly maxDurationMs: number | undefined;
}

/** Problems beyond these are counted in the message; `details.problems` has them all. */
const mostListed = 20;

/**
 * Refuses, before anything is spent, what cannot run or cannot be kept to.
 *
 * Throws `invalid_argument` with everything that is wrong with the plan, and `budget_exceeded` with the figures when its
 * estimate is above a limit.
 */
export function checkPlanBeforeRun(plan: Plan, { maxCostUsd, maxDurationMs }: PlanLimits): void {
  const problems = validatePlan(plan);
  if (problems.length > 0) {
    const listed = problems.slice(0, mostListed).map(({ message }) => message);
    const rest = problems.length > mostListed ? ` And ${problems.length - mostListed} more.` : "";
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `executePlan: the plan cannot run. ${listed.join(" ")}${rest}`,
      { details: { problems } },
    );
  }
  const { costUsd, makespanSeconds } = plan.estimate;
  if (maxCostUsd !== undefined && costUsd > maxCostUsd + 1e-9) {
    throw refuse(
      "maxCostUsd",
      costUsd,
      maxCostUsd,
      "USD",
      "raise the limit, or plan with fewer or cheaper steps",
    );
  }
  if (maxDurationMs !== undefined && makespanSeconds * 1000 > maxDurationMs) {
    const allowed = Math.max(0, maxDurationMs / 1000);
    throw refuse("maxDurationMs", makespanSeconds, allowed, "s", "allow more time, or plan with fewer steps");
  }
}

function refuse(
  limit: string,
  estimate: number,
  allowed: number,
  unit: string,
  advice: string,
): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.BUDGET_EXCEEDED,
    `executePlan: the plan is estimated at ${estimate} ${unit}, and only ${allowed} ${unit} are allowed: ${advice}. Nothing has run.`,
    { details: { limit, estimate, allowed, unit } },
  );
}
