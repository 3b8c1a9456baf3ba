import { ErrorCode, OrchestrationError } from "@convoke/core";
import { mostSteps } from "../schedule/read-steps.ts";
import { showValue } from "../text/show-value.ts";

const narrowest = 40;
/** Wider lines are for no screen; each line of a chart is filled up to here. */
const widest = 1000;

/** Throws `invalid_argument` for a width that no terminal has. */
export function checkWidth(where: string, width: unknown): void {
  if (Number.isInteger(width) && (width as number) >= narrowest && (width as number) <= widest) return;
  throw refuse(
    `${where}: width ${showValue(width)} must be a whole number of columns, ${narrowest} or more and ${widest} at most.`,
  );
}

/** The options of a format, which may be missing. Throws `invalid_argument` for what is no object. */
export function checkFormat<Format extends object>(
  where: string,
  format: Format | undefined,
): Partial<Format> {
  if (format === undefined) return {};
  if (typeof format === "object" && format !== null) return format;
  throw refuse(`${where}: the options must be an object, not ${showValue(format)}.`);
}

/**
 * Shows a plan or a schedule. Throws `invalid_argument` for one without a list of at most 100,000 steps, and for one of
 * which a part is missing or cannot be read.
 */
export function showSteps(where: string, what: string, shown: unknown, show: () => string): string {
  try {
    const steps: unknown = (shown as { readonly steps: unknown }).steps;
    if (!Array.isArray(steps)) throw refuse(`${where}: pass a ${what}; this has no list of steps.`);
    if (steps.length > mostSteps)
      throw refuse(`${where}: there are ${steps.length} steps; ${mostSteps} at most can be shown.`);
    return show();
  } catch (error) {
    if (OrchestrationError.is(error)) throw error;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `${where}: this is no ${what}, or a part of it is missing: pass a whole one as plain data, and see validatePlan.`,
      { cause: error },
    );
  }
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}
