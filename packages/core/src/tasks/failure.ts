import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { findUnserializable } from "../json/canonical-json.ts";
import type { TaskStop } from "./live-task.ts";
import type { TaskFailure } from "./task.ts";

/** What an executor threw, as a failure; a typed error keeps its code. */
export function toFailure(thrown: unknown): TaskFailure {
  try {
    if (OrchestrationError.is(thrown)) {
      const { code, details, cause = thrown } = thrown;
      return withCause({ code, message: describeThrown(thrown), details }, cause);
    }
  } catch {
    // It only pretends to be one: whatever it is, it was thrown.
  }
  return withCause({ code: ErrorCode.AGENT_FAILED, message: describeThrown(thrown) }, thrown);
}

/** The cause is reachable and no part of the data: it is seldom JSON, and belongs to the process in which it was thrown. */
export function withCause(failure: TaskFailure, cause: unknown): TaskFailure {
  return Object.defineProperty(failure, "cause", { value: cause, enumerable: false });
}

/** A failure as a store can take it: details that are no JSON stay in this process. */
export function storableFailure(failure: TaskFailure): TaskFailure {
  const { code, message, details } = failure;
  return findUnserializable(details) === undefined ? failure : { code, message };
}

/** The stop of a task or run for one reason; the same error is handed to everyone whom it ends. */
export function stopFor(status: TaskStop["status"], error: OrchestrationError): TaskStop {
  return { status, error, failure: toFailure(error) };
}
