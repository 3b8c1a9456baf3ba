import type { StoredRun, TaskRecord } from "../stores/task-store.ts";

/** What a resumed run finds of its earlier life. */
export class RunHistory {
  readonly tasks = new Map<string, TaskRecord>();
  readonly steps = new Map<string, Map<string, unknown>>();
  readonly answers = new Map<string, Map<string, unknown>>();
  readonly #spend: StoredRun["spend"];

  constructor(stored: StoredRun) {
    for (const record of stored.tasks) this.tasks.set(record.task.taskId, record);
    for (const { taskId, key, value } of stored.steps) group(this.steps, taskId).set(key, value);
    for (const { taskId, key, value } of stored.answers) group(this.answers, taskId).set(key, value);
    this.#spend = stored.spend;
  }

  /** What the tasks whose id satisfies `covers` have spent; an unsettled reservation counts as spent. */
  spentBy(covers: (taskId: string) => boolean): { costUsd: number; tokens: number } {
    const sum = { costUsd: 0, tokens: 0 };
    for (const { taskId, reserved, settled } of this.#spend) {
      if (!covers(taskId)) continue;
      sum.costUsd += (settled ?? reserved).costUsd ?? 0;
      sum.tokens += (settled ?? reserved).tokens ?? 0;
    }
    return sum;
  }

  /** How many of the tasks whose id satisfies `covers` had started. */
  countStarted(covers: (taskId: string) => boolean): number {
    let started = 0;
    for (const { task } of this.tasks.values()) if (task.attempts > 0 && covers(task.taskId)) started++;
    return started;
  }
}

function group(map: Map<string, Map<string, unknown>>, taskId: string): Map<string, unknown> {
  let entries = map.get(taskId);
  if (entries === undefined) map.set(taskId, (entries = new Map()));
  return entries;
}
