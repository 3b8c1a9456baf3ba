import { ErrorCode } from "../errors/error-code.ts";
import type { TaskStop } from "./live-task.ts";

/** The stop of a task that somebody cancelled, and why. */
export function describeCancel(reason: string): TaskStop {
  return { status: "cancelled", failure: { code: ErrorCode.CANCELLED, message: `Cancelled: ${reason}` } };
}
