import type { TaskRecord } from "../stores/task-store.ts";
import type { LiveTask } from "./live-task.ts";
import type { Task } from "./task.ts";

/** What is stored of a task as it stands; `changes` are applied to the stored record only. */
export function storeTask(task: LiveTask, changes: Partial<Task> = {}): void {
  const { run, extra, agentIndex, failedAttempts } = task;
  if (run.journal === undefined) return;
  const stored: TaskRecord = {
    task: { ...task.record, ...changes },
    agentIndex,
    failedAttempts,
    fingerprint: extra?.fingerprint,
    parentAttempt: extra?.parentAttempt,
    retryAt: extra?.retryAt,
  };
  run.journal.putTask(stored);
}
