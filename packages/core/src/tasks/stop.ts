import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Attempt } from "./attempt.ts";
import { abandonAttempt } from "./end-attempt.ts";
import { describeCancel } from "./describe-cancel.ts";
import type { TaskKernel } from "./kernel.ts";
import { liveChildren, type LiveTask, type TaskStop } from "./live-task.ts";
import { settleStopped } from "./settle.ts";

/** A task that is to be stopped, and why. */
type Stopping = readonly [task: LiveTask, stop: TaskStop];

/** Ends a task and everything below it; whoever runs is told and has the grace period to return. */
export function stopTask(kernel: TaskKernel, task: LiveTask, stop: TaskStop): void {
  stopAll(kernel, [[task, stop]]);
}

/** In a loop, so that the depth of a tree does not matter; the last of the list comes first. */
function stopAll(kernel: TaskKernel, pending: Stopping[]): void {
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    stopOne(kernel, ...next, pending);
  }
}

function stopOne(kernel: TaskKernel, task: LiveTask, stop: TaskStop, pending: Stopping[]): void {
  // What an earlier life of the run has settled stays as it is.
  if (task.settled || task.stopped !== undefined || task.extra?.replay !== undefined) return;
  task.stopped = stop;
  const { attempt, extra } = task;
  if (attempt !== undefined && (!attempt.ended || extra?.pendingEnd !== undefined)) {
    pending.push(...tellAttempt(kernel, attempt, stop.error));
    return;
  }
  if (extra !== undefined) {
    if (extra.admitted !== undefined || extra.reserving === true) return;
    if (extra.ticket !== undefined) {
      kernel.admission.withdraw(extra.ticket);
      extra.ticket = undefined;
    }
    if (extra.cancelRetry !== undefined) {
      extra.cancelRetry();
      extra.cancelRetry = undefined;
    }
  }
  settleStopped(task);
}

/** Aborts an attempt and its children; gives it up when it has not returned by the end of the grace period. */
export function abortAttempt(kernel: TaskKernel, attempt: Attempt, reason: OrchestrationError): void {
  stopAll(kernel, tellAttempt(kernel, attempt, reason));
}

/** Aborts an attempt itself and answers with its children, which are to be stopped, the first at the end. */
function tellAttempt(kernel: TaskKernel, attempt: Attempt, reason: OrchestrationError): Stopping[] {
  const { task } = attempt;
  if (!attempt.ended) {
    attempt.needed.grace ??= kernel.deadlines.add(kernel.gracePeriodMs, () =>
      kernel.inStep(() => abandonAttempt(kernel, attempt)),
    );
    // Before its children are: whoever waits for one learns why, not how the child ended.
    attempt.abort(reason);
  }
  if (task.firstChild === undefined) return [];
  const parentEnded = describeCancel(`its parent ${task.record.taskId} was stopped: ${reason.message}`);
  return liveChildren(task)
    .reverse()
    .map((child) => [child, parentEnded]);
}
