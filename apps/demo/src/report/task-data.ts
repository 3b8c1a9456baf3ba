import type { Task } from "@convoke/core";
import { measureTask } from "./task-line.ts";

/** A task as plain data for `--json`; times in milliseconds. */
export function toTaskData(task: Task): Record<string, unknown> {
  const { taskId, agentType, agentName, description, status, result, error, failure } = task;
  return {
    taskId,
    agentType,
    agentName,
    description,
    status,
    durationMs: measureTask(task),
    result,
    error,
    code: failure?.code,
  };
}
