import { createRecord } from "./create-record.ts";
import { emitEvent, isObserved, snapshot } from "./emit-event.ts";
import type { RunState } from "./run-state.ts";
import type { Task, TaskFailure } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

/** Records and counts a task that is not run. */
export function skipTask(
  run: RunState,
  taskId: string,
  spec: TaskSpec,
  status: "failed" | "cancelled",
  failure: TaskFailure,
  begun?: Task,
): Task {
  const { counters } = run.kernel;
  // An input that could not be computed has no value to show.
  const input = typeof spec.input === "function" ? undefined : spec.input;
  const record = createRecord(run, taskId, spec, input);
  // What an earlier life of the run has begun keeps what is known of it.
  if (begun !== undefined) Object.assign(record, begun);
  // One of a run that goes on elsewhere or later is counted there.
  if (run.extra?.left === undefined) {
    counters.total++;
    if (status === "failed") counters.failed++;
    else counters.cancelled++;
  }
  run.taskCount++;
  if (begun === undefined && isObserved(run))
    emitEvent(run, () => ({ type: "task-created", task: snapshot(record) }));
  record.status = status;
  record.failure = failure;
  record.error = failure.message;
  record.finishedAt = run.kernel.clock.now();
  if (isObserved(run)) {
    run.journal?.putTask({ task: snapshot(record), agentIndex: 0, failedAttempts: 0 });
    emitEvent(run, () => ({ type: "task-settled", task: record }));
  }
  return record;
}
