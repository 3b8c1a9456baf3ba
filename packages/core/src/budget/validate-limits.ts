import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import type { BudgetLimits } from "./budget-limits.ts";

const limitNames = Object.keys({
  maxCostUsd: true,
  maxTokens: true,
  maxDurationMs: true,
  maxTasks: true,
  maxDepth: true,
  assumeCostUsd: true,
  assumeTokens: true,
} satisfies Record<keyof BudgetLimits, true>);

/** Throws `invalid_argument` for a limit that is no number from 0 or that Convoke does not know. */
export function validateLimits(limits: BudgetLimits, owner: string): void {
  if (typeof limits !== "object" || limits === null || Array.isArray(limits)) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The budget of ${owner} must be an object of limits.`,
    );
  }
  refuseUnknownNames(limits, limitNames, `The budget of ${owner} has an unknown limit`);
  for (const [name, value] of Object.entries(limits)) {
    if (value !== undefined && !(typeof value === "number" && value >= 0)) {
      const message = `The budget of ${owner} has ${name} ${showValue(value)}: use a number from 0.`;
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
  }
}
