import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { stopFor } from "./failure.ts";
import type { TaskStop } from "./live-task.ts";

/** The stop of a task that somebody cancelled, and why. */
export function describeCancel(reason: string): TaskStop {
  return stopFor("cancelled", new OrchestrationError(ErrorCode.CANCELLED, `Cancelled: ${reason}`));
}
