import { ErrorCode, OrchestrationError } from "@convoke/core";

/** The error of a method that does not keep to its contract; the message names the method. */
export function createMethodError(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.AGENT_FAILED, message);
}

/** Calls a function of a method; what it throws becomes `agent_failed` and names method and function. */
export function guardMethod<Value>(method: string, part: string, call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    if (OrchestrationError.is(error)) throw error;
    const { message } = OrchestrationError.from(error, ErrorCode.AGENT_FAILED);
    throw new OrchestrationError(
      ErrorCode.AGENT_FAILED,
      `The planning method “${method}” failed in ${part}: ${message}`,
      { cause: error },
    );
  }
}
