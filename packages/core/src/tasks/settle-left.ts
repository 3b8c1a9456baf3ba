import { describeCancel } from "./describe-cancel.ts";
import { emitEvent } from "./emit-event.ts";
import type { RunState } from "./run-state.ts";
import type { Task } from "./task.ts";
import { isSettled, TaskStatus } from "./task-status.ts";

/**
 * Cancels the delegated tasks that an earlier life of a run has left unfinished and nobody has asked for again, because
 * whoever had was stopped or went another way: of a run that has ended, nothing goes on.
 */
export function settleLeftTasks(run: RunState): void {
  const history = run.extra?.history;
  if (history === undefined) return;
  const { counters, clock } = run.kernel;
  for (const left of history.tasks.values()) {
    const { taskId, parentId, status } = left.task;
    const known = (run.needed.descendants ??= new Map<string, Task>());
    if (parentId === undefined || isSettled(status) || known.has(taskId)) continue;
    const why =
      run.stopped === undefined
        ? `its parent ${parentId} has ended`
        : `its run was stopped: ${run.stopped.error.message}`;
    const { failure } = describeCancel(why);
    const finishedAt = clock.now();
    const task: Task = {
      ...left.task,
      status: TaskStatus.CANCELLED,
      failure,
      error: failure.message,
      finishedAt,
    };
    known.set(taskId, task);
    counters.total++;
    counters.cancelled++;
    run.taskCount++;
    run.journal?.putTask({ ...left, task });
    emitEvent(run, () => ({ type: "task-settled", task }));
  }
}
