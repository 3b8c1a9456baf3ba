import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { BudgetLimits } from "./budget-limits.ts";

const limitNames = [
  "maxCostUsd",
  "maxTokens",
  "maxDurationMs",
  "maxTasks",
  "maxDepth",
  "assumeCostUsd",
  "assumeTokens",
] as const satisfies readonly (keyof BudgetLimits)[];

/** Throws `invalid_argument` for a limit that is no number from 0 or that Convoke does not know. */
export function validateLimits(limits: BudgetLimits, owner: string): void {
  if (typeof limits !== "object" || limits === null) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The budget of ${owner} must be an object of limits.`,
    );
  }
  for (const [name, value] of Object.entries(limits)) {
    if (!(limitNames as readonly string[]).includes(name)) {
      const message = `The budget of ${owner} has an unknown limit "${name}": use ${limitNames.join(", ")}.`;
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
    if (value !== undefined && !(typeof value === "number" && value >= 0)) {
      const message = `The budget of ${owner} has ${name} ${String(value)}: use a number from 0.`;
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
  }
}
