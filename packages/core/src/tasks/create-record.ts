import type { AgentTypeName } from "../registry/agent-type.ts";
import type { LiveTask, MutableTask } from "./live-task.ts";
import type { RunState } from "./run-state.ts";
import type { TaskFailure } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";
import { TaskStatus } from "./task-status.ts";

/**
 * A record: nothing but its fields.
 *
 * A class, because the engine would come to allocate a literal that often lives long in the old space, where
 * each dead record keeps young objects alive until the next full collection.
 */
class TaskRecordFields implements MutableTask {
  taskId: string;
  runId: string;
  agentType: AgentTypeName;
  agentName: string | undefined;
  description: string;
  input: unknown;
  status: TaskStatus = TaskStatus.PENDING;
  result: unknown = undefined;
  error: string | undefined = undefined;
  failure: TaskFailure | undefined = undefined;
  attempts = 0;
  createdAt: number;
  startedAt: number | undefined = undefined;
  finishedAt: number | undefined = undefined;
  declare capability?: string;
  declare priority?: number;
  declare parentId?: string;

  constructor(
    run: RunState,
    taskId: string,
    { agentType, agentName, description }: TaskSpec,
    input: unknown,
  ) {
    this.taskId = taskId;
    this.runId = run.runId;
    this.agentType = agentType ?? "";
    this.agentName = agentName;
    this.description = description;
    this.input = input;
    this.createdAt = run.kernel.clock.now();
  }
}

/** The record of a task that begins now. */
export function createRecord(
  run: RunState,
  taskId: string,
  spec: TaskSpec,
  input: unknown,
  parent?: LiveTask,
): MutableTask {
  const record = new TaskRecordFields(run, taskId, spec, input);
  if (spec.capability !== undefined) record.capability = spec.capability;
  const priority = spec.priority ?? parent?.record.priority;
  if (priority !== undefined) record.priority = priority;
  if (parent !== undefined) record.parentId = parent.record.taskId;
  return record;
}
