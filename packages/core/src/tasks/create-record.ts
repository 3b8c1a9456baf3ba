import type { LiveTask, MutableTask } from "./live-task.ts";
import type { RunState } from "./run-state.ts";
import { TaskStatus } from "./task-status.ts";
import type { TaskSpec } from "./task-spec.ts";

/** The record of a task that begins now. All records have one shape, which keeps them small and quick. */
export function createRecord(
  run: RunState,
  taskId: string,
  spec: TaskSpec,
  input: unknown,
  parent?: LiveTask,
): MutableTask {
  const record: MutableTask = {
    taskId,
    runId: run.runId,
    agentType: spec.agentType ?? "",
    agentName: spec.agentName,
    description: spec.description,
    input,
    status: TaskStatus.PENDING,
    result: undefined,
    error: undefined,
    failure: undefined,
    attempts: 0,
    createdAt: run.kernel.clock.now(),
    startedAt: undefined,
    finishedAt: undefined,
  };
  if (spec.capability !== undefined) record.capability = spec.capability;
  const priority = spec.priority ?? parent?.record.priority;
  if (priority !== undefined) record.priority = priority;
  if (parent !== undefined) record.parentId = parent.record.taskId;
  return record;
}
