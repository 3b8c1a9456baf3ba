import type { TaskPicture } from "../live/run-picture.ts";

/** How many tasks ran at once from a moment on. */
export interface ConcurrencyStep {
  readonly at: number;
  readonly running: number;
}

/** How many tasks ran at once, as steps in the order of time; begins and ends with 0 for a run that has ended. */
export function countConcurrency(tasks: Iterable<TaskPicture>, now: number): readonly ConcurrencyStep[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by);
  for (const { task } of tasks) {
    if (task.startedAt === undefined) continue;
    change(task.startedAt, 1);
    // One that took no time is seen nevertheless.
    change(Math.max(task.finishedAt ?? now, task.startedAt + 1), -1);
  }
  let running = 0;
  return [...changes]
    .sort(([one], [other]) => one - other)
    .map(([at, by]) => ({ at, running: (running += by) }));
}
