import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";

/** Throws `invalid_argument` for an id or a name that is no string; a string that nothing is known by is no misuse. */
export function checkText(value: unknown, name: string, where: string): void {
  if (typeof value === "string") return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${where}: ${name} must be a string, not ${showValue(value)}`,
  );
}
