import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { findUnserializable } from "../json/canonical-json.ts";
import { emitEvent, isObserved } from "./emit-event.ts";
import { storableFailure, toFailure } from "./failure.ts";
import type { Journal } from "./journal.ts";
import { type LiveTask, unlinkTask } from "./live-task.ts";
import { closeTaskEnvelope } from "./spend.ts";
import { storeTask } from "./store-task.ts";
import type { Task, TaskFailure } from "./task.ts";
import { TaskStatus } from "./task-status.ts";
import { writeEnd } from "./write-end.ts";

type FinalStatus = "completed" | "failed" | "cancelled";

interface Outcome {
  readonly status: FinalStatus;
  readonly result: unknown;
  readonly failure: TaskFailure | undefined;
  readonly error: string | undefined;
  readonly finishedAt: number;
}

export function completeTask(task: LiveTask, result: unknown): void {
  if (task.run.journal !== undefined) {
    const problem = findUnserializable(result);
    if (problem !== undefined) {
      const where = problem.path === "" ? "the result" : `the result at "${problem.path}"`;
      const message = `Task ${task.record.taskId} cannot be stored: ${where} is no JSON (${problem.reason})`;
      failTask(task, { code: ErrorCode.NOT_SERIALIZABLE, message, details: { path: problem.path } });
      return;
    }
  }
  settleTask(task, TaskStatus.COMPLETED, result, undefined);
}

export function failTask(task: LiveTask, failure: TaskFailure): void {
  settleTask(task, TaskStatus.FAILED, undefined, failure);
}

/** Ends a task in the way in which it was stopped. */
export function settleStopped(task: LiveTask): void {
  if (task.stopped !== undefined) settleTask(task, task.stopped.status, undefined, task.stopped.failure);
}

/** Hands on a record of an earlier life of the run; it was counted and told when it happened. */
export function replayTask(task: LiveTask, record: Task): void {
  task.settled = true;
  const { run } = task;
  if (task.parent === undefined) run.keep(task.position, record);
  leaveOwner(task, record);
}

/** Decides a task's outcome once and for all; a durable run acknowledges it when it is committed. */
function settleTask(
  task: LiveTask,
  status: FinalStatus,
  result: unknown,
  failure: TaskFailure | undefined,
): void {
  if (task.settled) return;
  task.settled = true;
  closeTaskEnvelope(task);
  const { run, extra, parent } = task;
  // What never started takes no place among `maxTasks`.
  if (extra?.counted === "now" && task.record.attempts === 0) (parent?.budget ?? run.budget)?.withdrawTask();
  const finishedAt = run.kernel.clock.now();
  if (run.journal === undefined || run.extra?.parked === true) {
    finish(task, status, result, failure, finishedAt);
    if (run.extra?.left !== undefined) discount(task, status);
    tellSettled(task);
    leaveOwner(task, task.record);
    return;
  }
  commitOutcome(task, run.journal, { status, result, failure, error: failure?.message, finishedAt });
}

function commitOutcome(task: LiveTask, journal: Journal, outcome: Outcome): void {
  const { run, record } = task;
  const { status, result, failure, finishedAt } = outcome;
  const stored = { ...outcome, failure: failure === undefined ? undefined : storableFailure(failure) };
  storeTask(task, stored);
  emitEvent(run, () => ({ type: "task-settled", task: { ...record, ...stored } }));
  // A run that is this task alone ends in the same commit.
  if (run.strategy === "task" && task.parent === undefined && task.firstChild === undefined)
    writeEnd(run, status);
  journal.commit().then(
    () =>
      run.kernel.inStep(() => {
        finish(task, status, result, failure, finishedAt);
        leaveOwner(task, record);
      }),
    (error: unknown) =>
      run.kernel.inStep(() => {
        const lost = toFailure(OrchestrationError.from(error, ErrorCode.STORE_FAILED));
        finish(task, TaskStatus.FAILED, undefined, lost, finishedAt);
        if (run.extra?.left !== undefined) discount(task, TaskStatus.FAILED);
        leaveOwner(task, record);
      }),
  );
}

/** Writes the outcome into the record, counts it, and ends what was bounding the task. */
function finish(
  task: LiveTask,
  status: FinalStatus,
  result: unknown,
  failure: TaskFailure | undefined,
  finishedAt: number,
): void {
  const { record, run, extra } = task;
  const { counters, deadlines } = run.kernel;
  if (record.status === TaskStatus.IN_PROGRESS) counters.inProgress--;
  if (status === TaskStatus.COMPLETED) counters.completed++;
  else if (status === TaskStatus.FAILED) counters.failed++;
  else counters.cancelled++;
  record.status = status;
  record.result = result;
  if (failure !== undefined) {
    record.failure = failure;
    record.error = failure.message;
  }
  record.finishedAt = finishedAt;
  if (extra === undefined) return;
  if (extra.deadline !== undefined) deadlines.remove(extra.deadline);
  if (extra.budgetDeadline !== undefined) deadlines.remove(extra.budgetDeadline);
  extra.forgetSignal?.();
}

/** What was not committed of a run that goes on elsewhere or later is counted there. */
function discount({ run }: LiveTask, status: FinalStatus): void {
  const { counters } = run.kernel;
  counters.total--;
  counters[status]--;
}

/** Tells an outcome that was not committed, and so was not told with the commit. */
function tellSettled({ run, record }: LiveTask): void {
  if (isObserved(run)) emitEvent(run, () => ({ type: "task-settled", task: record }));
}

function leaveOwner(task: LiveTask, record: Task): void {
  const { owner, parent, run } = task;
  unlinkTask(owner, task);
  try {
    task.onSettled(record, task.position, run);
  } catch (error) {
    run.kernel.crash(run, error);
  }
  const waiting = task.extra?.whenSettled;
  if (waiting !== undefined) for (const tell of waiting) tell();
  // The parent's attempt may have ended before its children.
  if (parent !== undefined && parent.firstChild === undefined && parent.extra?.pendingEnd !== undefined)
    run.kernel.resume(parent);
}
