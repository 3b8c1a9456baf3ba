import { ErrorCode, OrchestrationError } from "@convoke/core";
import { showValue } from "../text/show-value.ts";
import type { ShownLimits } from "./describe-limits.ts";
import { lastMoment } from "./plan.ts";

/** Throws `invalid_argument`, beginning with `where`, for limits that are no numbers or negative, and for no dates. */
export function checkLimitFigures(
  where: string,
  { maxCostUsd, maxDurationMs, deadlineAt, now }: ShownLimits,
): void {
  for (const [name, value] of Object.entries({ maxCostUsd, maxDurationMs, deadlineAt, now })) {
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw refuse(`${where}: ${name} is ${showValue(value)}: pass a number that is not negative`);
  }
  for (const [name, value] of Object.entries({ deadlineAt, now })) {
    if (value === undefined || value <= lastMoment) continue;
    throw refuse(`${where}: ${name} is ${value}: pass milliseconds since 1970, ${lastMoment} at most`);
  }
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
