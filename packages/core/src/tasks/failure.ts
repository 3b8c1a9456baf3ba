import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import type { TaskStop } from "./live-task.ts";
import type { TaskFailure } from "./task.ts";

/** What an executor threw, as a failure; a typed error keeps its code. */
export function toFailure(thrown: unknown): TaskFailure {
  if (OrchestrationError.is(thrown)) {
    const { code, message, cause, details } = thrown;
    return { code, message, cause: cause ?? thrown, details };
  }
  return { code: ErrorCode.AGENT_FAILED, message: describeThrown(thrown), cause: thrown };
}

/** The stop of a task or run for one reason; the same error is handed to everyone whom it ends. */
export function stopFor(status: TaskStop["status"], error: OrchestrationError): TaskStop {
  return { status, error, failure: toFailure(error) };
}
