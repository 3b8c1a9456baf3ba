import type { EventRecord, Lease, NewRun, Task, TaskArchive, TaskRecord, TaskStore } from "@convoke/core";

/** How long the leases of the cases last, unless the case is about that. */
export const leaseMs = 1_000;

/** Opens a run of which only the id matters; `createdAt` orders runs by age. */
export function openRun(subject: TaskStore, runId: string, createdAt = 0): Promise<Lease> {
  return subject.open(createRun(runId, createdAt), "owner-1", leaseMs);
}

/** A run as it is opened. */
export function createRun(runId: string, createdAt = 0, plan: unknown = { kind: "test" }): NewRun {
  return { runId, strategy: "task", title: `Run ${runId}`, plan, createdAt };
}

/** A completed task record, varied by `changes`. */
export function createRecord(taskId: string, changes: Partial<Task> = {}): TaskRecord {
  const [runId] = taskId.split("/");
  return {
    task: {
      taskId,
      runId,
      agentType: "tester",
      description: `Task ${taskId}`,
      input: { for: taskId },
      status: "completed",
      result: { of: taskId },
      attempts: 1,
      createdAt: 1,
      startedAt: 2,
      finishedAt: 3,
      ...changes,
    },
    agentIndex: 0,
    failedAttempts: 0,
  };
}

/** `count` events of a run, numbered from `first`. */
export function createEvents(runId: string, count: number, first = 1): EventRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    runId,
    sequence: first + index,
    event: { type: "tested", number: first + index },
  }));
}

/** Opens a run, commits `taskCount` completed tasks and one event, and ends it. */
export async function finishRun(
  subject: TaskStore,
  runId: string,
  taskCount: number,
  createdAt = 0,
): Promise<void> {
  const lease = await openRun(subject, runId, createdAt);
  await endRun(subject, lease, taskCount, createdAt + 1);
}

/** Commits `taskCount` completed tasks and one event to an open run, and ends it. */
export async function endRun(
  subject: TaskStore,
  lease: Lease,
  taskCount: number,
  finishedAt: number,
): Promise<void> {
  const tasks = Array.from({ length: taskCount }, (_, index) => createRecord(`${lease.runId}/${index}`));
  const events = createEvents(lease.runId, 1);
  await subject.commit(lease, { tasks, events, run: { status: "completed", finishedAt } });
}

/** The ids of all runs that a store lists. */
export async function listRunIds(subject: TaskArchive): Promise<string[]> {
  const { items } = await subject.query({ kind: "runs" });
  return items.map((item) => ("runId" in item ? item.runId : item.task.runId));
}
