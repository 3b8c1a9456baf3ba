import type { LiveTask, MutableTask } from "./live-task.ts";
import type { RunState } from "./run-state.ts";
import type { TaskSpec } from "./task-spec.ts";
import { TaskStatus } from "./task-status.ts";

type RecordConstructor = new (
  runId: string,
  taskId: string,
  spec: Pick<TaskSpec, "agentType" | "agentName" | "description">,
  input: unknown,
  createdAt: number,
) => MutableTask;

/**
 * A pending record: nothing but its fields.
 *
 * A constructor, because the engine would come to allocate a literal that often lives long in the old space, where
 * each dead record keeps young objects alive until the next full collection. What it makes are plain objects, to be
 * compared and printed as such, hence no class.
 */
export const PendingRecord = function PendingRecord(
  this: MutableTask,
  ...[
    runId,
    taskId,
    { agentType = "", agentName, description },
    input,
    createdAt,
  ]: ConstructorParameters<RecordConstructor>
): void {
  this.taskId = taskId;
  this.runId = runId;
  this.agentType = agentType;
  this.agentName = agentName;
  this.description = description;
  this.input = input;
  this.status = TaskStatus.PENDING;
  this.result = undefined;
  this.error = undefined;
  this.failure = undefined;
  this.attempts = 0;
  this.createdAt = createdAt;
  this.startedAt = undefined;
  this.finishedAt = undefined;
} as unknown as RecordConstructor;
PendingRecord.prototype = Object.prototype as MutableTask;

/** The record of a task that begins now. */
export function createRecord(
  run: RunState,
  taskId: string,
  spec: TaskSpec,
  input: unknown,
  parent?: LiveTask,
): MutableTask {
  const record = new PendingRecord(run.runId, taskId, spec, input, run.kernel.clock.now());
  if (spec.capability !== undefined) record.capability = spec.capability;
  const priority = spec.priority ?? parent?.record.priority;
  if (priority !== undefined) record.priority = priority;
  if (parent !== undefined) record.parentId = parent.record.taskId;
  return record;
}
