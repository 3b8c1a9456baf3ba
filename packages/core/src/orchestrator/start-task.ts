import { ErrorCode } from "../errors/error-code.ts";
import type { OrchestrationError } from "../errors/orchestration-error.ts";
import { createRecord } from "../tasks/create-record.ts";
import { toFailure } from "../tasks/failure.ts";
import { LiveTask, type SettledListener } from "../tasks/live-task.ts";
import type { RunState } from "../tasks/run-state.ts";
import { skipTask } from "../tasks/skip-task.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { isSettled } from "../tasks/task-status.ts";

/** Problems of the task itself; a task that is skipped for any other reason is cancelled. */
export const ownFailures: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.INVALID_INPUT,
  ErrorCode.UNRESOLVED_REFERENCE,
]);

/** Starts one of a plan's own tasks; `onSettled` is called once, perhaps before this returns. */
export function startTask(
  run: RunState,
  spec: TaskSpec,
  position: number,
  input: unknown,
  onSettled: SettledListener,
  previous?: () => readonly Task[],
): LiveTask {
  const record = createRecord(run, nameTask(run, spec, position), spec, input);
  const task = new LiveTask(run, undefined, spec, record, position, onSettled);
  if (previous !== undefined) task.previous = previous;
  run.keep(position, record);
  if (run.stopped !== undefined) task.stopped = run.stopped;
  run.kernel.launch(task);
  return task;
}

/** Records one of a plan's own tasks that is not run, and why: `failed` for a bad input, else `cancelled`. */
export function skipPlannedTask(
  run: RunState,
  spec: TaskSpec,
  position: number,
  error: OrchestrationError,
): Task {
  const taskId = nameTask(run, spec, position);
  const stored = run.extra?.history?.tasks.get(taskId)?.task;
  const status = ownFailures.has(error.code) ? "failed" : "cancelled";
  const isKept = stored !== undefined && isSettled(stored.status);
  // One that an earlier life of the run has started is stopped with the run, as it would have been there.
  const stop = stored?.startedAt === undefined ? undefined : run.stopped;
  const record = isKept
    ? stored
    : skipTask(run, taskId, spec, stop?.status ?? status, stop?.failure ?? toFailure(error), stored);
  run.keep(position, record);
  return record;
}

/** The id of one of a plan's own tasks. */
export function nameTask({ runId, strategy }: RunState, spec: TaskSpec, position: number): string {
  return strategy === "task" ? runId : `${runId}/${spec.id ?? position}`;
}
