import { describeCancel } from "./describe-cancel.ts";
import { emitEvent } from "./emit-event.ts";
import type { TaskStop } from "./live-task.ts";
import type { RunState } from "./run-state.ts";
import { findByName } from "./settled-run.ts";
import type { Task } from "./task.ts";
import { isSettled } from "./task-status.ts";

/**
 * Ends the tasks that an earlier life of a run has left unfinished and this one has not come to: of a run that has ended,
 * nothing goes on.
 *
 * Delegated ones, for which nobody has asked again because whoever had was stopped or went another way, are cancelled. The
 * plan's own are only left by a plan that could not be run; those end as the others of a stopped run do.
 */
export function settleLeftTasks(run: RunState): void {
  const history = run.extra?.history;
  if (history === undefined) return;
  const { counters, clock } = run.kernel;
  for (const left of history.tasks.values()) {
    if (isSettled(left.task.status) || isKnown(run, left.task)) continue;
    const { status, failure } = describeLeft(run, left.task);
    const task: Task = { ...left.task, status, failure, error: failure.message, finishedAt: clock.now() };
    (run.needed.descendants ??= new Map<string, Task>()).set(task.taskId, task);
    counters.total++;
    counters[status]++;
    run.taskCount++;
    run.journal?.putTask({ ...left, task });
    emitEvent(run, () => ({ type: "task-settled", task }));
  }
}

/** True for a task that this life of its run has come to. */
function isKnown(run: RunState, { taskId, parentId }: Task): boolean {
  if (run.extra?.descendants?.has(taskId) === true) return true;
  return parentId === undefined && (run.single?.taskId === taskId || findByName(run, taskId) !== undefined);
}

function describeLeft({ stopped }: RunState, { parentId, startedAt }: Task): TaskStop {
  if (stopped === undefined) return describeCancel(`its parent ${parentId} has ended`);
  const isBegunByPlan = parentId === undefined && startedAt !== undefined;
  return isBegunByPlan ? stopped : describeCancel(`its run was stopped: ${stopped.error.message}`);
}
