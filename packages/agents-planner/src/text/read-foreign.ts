import { ErrorCode, OrchestrationError } from "@convoke/core";

/**
 * Reads a value of others, whose getters or proxy may throw: what they throw becomes `invalid_argument` that names the
 * function and the value. Errors of the reading itself go through.
 */
export function readForeign<Read>(where: string, what: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (OrchestrationError.is(error)) throw error;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `${where}: ${what} cannot be read, because reading it throws: pass plain data.`,
      { cause: error },
    );
  }
}
