import { ErrorCode, OrchestrationError } from "@convoke/core";

/** The error of a method that does not keep to its contract; the message names the method. */
export function createMethodError(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.AGENT_FAILED, message);
}

/**
 * Calls a function of a method; what it throws becomes `agent_failed` and names method and function, as does a promise:
 * nobody would wait for it, and its rejection would end the process.
 */
export function guardMethod<Value>(method: string, part: string, call: () => Value): Value {
  try {
    const value = call();
    if (!isThenable(value)) return value;
    value.then(undefined, () => {});
    throw createMethodError(
      `The planning method “${method}” returned a promise in ${part}, which must not be async: return the value itself, and leave what takes time to the steps.`,
    );
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

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    "then" in value &&
    typeof value.then === "function"
  );
}
