import { ErrorCode } from "../errors/error-code.ts";
import { failTask } from "./settle.ts";
import type { TaskKernel } from "./kernel.ts";
import type { LiveTask } from "./live-task.ts";
import type { TaskFailure } from "./task.ts";

/** Where a task was before its agents were asked for, one after another. */
interface Before {
  readonly agentIndex: number;
  readonly failedAttempts: number;
  readonly firstFailure: TaskFailure | undefined;
}

/**
 * Lets a task wait that nobody can take, while the engine expects agents: then it is routed as if for the first time. Otherwise
 * the task fails.
 */
export function awaitAgent(kernel: TaskKernel, task: LiveTask, refusal: TaskFailure, before: Before): void {
  const extra = task.needed;
  // An agent that ran and failed says more than a fallback that nobody registered.
  const failure = extra.firstFailure ?? refusal;
  if (refusal.code !== ErrorCode.NOT_REGISTERED) {
    failTask(task, failure);
    return;
  }
  const answer = kernel.registry.whenAbsent(() => {
    extra.cancelRetry = undefined;
    kernel.resume(task);
  });
  if (typeof answer !== "function") {
    failTask(task, answer === undefined ? failure : addHint(failure, answer));
    return;
  }
  task.agentIndex = before.agentIndex;
  task.failedAttempts = before.failedAttempts;
  extra.firstFailure = before.firstFailure;
  extra.cancelRetry = answer;
}

function addHint(failure: TaskFailure, hint: string): TaskFailure {
  const { code, message } = failure;
  if (code !== ErrorCode.NOT_REGISTERED) return failure;
  return { ...failure, message: `${message}${message.endsWith("?") ? "" : "."} ${hint}` };
}
