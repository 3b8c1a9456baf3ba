import type { EventRecord, NewRun, Task, TaskRecord } from "@convoke/core";

/** A run of which only the id matters. */
export function createRun(runId: string, createdAt = 0): NewRun {
  return { runId, strategy: "task", title: `Run ${runId}`, plan: { kind: "test" }, createdAt };
}

/** A completed task record, varied by `changes`. */
export function createRecord(taskId: string, changes: Partial<Task> = {}): TaskRecord {
  const task: Task = {
    taskId,
    runId: taskId.split("/")[0],
    agentType: "tester",
    description: `Task ${taskId}`,
    input: { for: taskId },
    status: "completed",
    attempts: 1,
    createdAt: 1,
    ...changes,
  };
  return { task, agentIndex: 0, failedAttempts: 0 };
}

export function createEvent(runId: string, sequence: number): EventRecord {
  return { runId, sequence, event: { type: "tested", sequence } };
}
