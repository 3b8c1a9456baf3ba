import { ErrorCode, OrchestrationError } from "@convoke/core";

/** Narrower, nothing can be read any more. */
const narrowest = 40;

/** Throws `invalid_argument` for a width that is no whole number of columns, or too small. */
export function checkWidth(caller: string, width: number): void {
  if (Number.isInteger(width) && width >= narrowest) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${caller}: width ${String(width)} must be a whole number of columns, ${narrowest} or more.`,
  );
}
