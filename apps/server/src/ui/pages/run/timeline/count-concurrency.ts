import type { TaskPicture } from "../live/run-picture.ts";
import { cutSegments } from "./cut-segments.ts";

/** How many tasks ran at once from a moment on. */
export interface ConcurrencyStep {
  readonly at: number;
  readonly running: number;
}

/** How many tasks ran at once, as steps in the order of time; a wait for an answer is no running. */
export function countConcurrency(tasks: Iterable<TaskPicture>, now: number): readonly ConcurrencyStep[] {
  const changes = new Map<number, number>();
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by);
  for (const known of tasks) {
    if (known.task.startedAt === undefined) continue;
    for (const { kind, from, to } of cutSegments(known, now)) {
      if (kind !== "running") continue;
      change(from, 1);
      // One that took no time is seen nevertheless.
      change(Math.max(to, from + 1), -1);
    }
  }
  let running = 0;
  return [...changes]
    .sort(([one], [other]) => one - other)
    .map(([at, by]) => ({ at, running: (running += by) }));
}
