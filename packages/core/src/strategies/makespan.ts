import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { createMinHeap } from "./min-heap.ts";

export interface ScheduleOptions {
  /** Tasks that run at once; unlimited when left out. */
  readonly concurrency?: number;
  /** For each task, the positions of the tasks it waits for; none when left out. */
  readonly dependencies?: readonly (readonly number[])[];
}

/**
 * How many seconds tasks of these durations (in seconds) take together.
 *
 * Whenever a slot is free, the first task in order that waits for nothing more starts: this is how a
 * parallel run and a graph do it (list scheduling, Graham 1969). Throws `invalid_argument` for a negative
 * or infinite duration or a concurrency below 1, `cycle` when tasks wait for one another.
 *
 * @example
 * listSchedule([3, 1, 1], { concurrency: 2 }); // 3
 */
export function listSchedule(durations: readonly number[], options: ScheduleOptions = {}): number {
  const { concurrency = Number.POSITIVE_INFINITY, dependencies = [] } = options;
  checkSchedule(durations, concurrency);
  const dependants: number[][] = durations.map(() => []);
  const missing = durations.map((_, index) => dependencies[index]?.length ?? 0);
  for (const [index, waitsFor] of dependencies.entries())
    for (const other of waitsFor) dependants[other]?.push(index);
  const finishTimes = new Float64Array(durations.length);
  const ready = createMinHeap((left, right) => left - right);
  const running = createMinHeap((left, right) => finishTimes[left]! - finishTimes[right]!);
  for (const [index, count] of missing.entries()) if (count === 0) ready.push(index);
  let now = 0;
  let finished = 0;
  while (finished < durations.length) {
    while (ready.size() > 0 && running.size() < concurrency) {
      const task = ready.pop()!;
      finishTimes[task] = now + durations[task]!;
      running.push(task);
    }
    const next = running.peek();
    if (next === undefined) {
      throw new OrchestrationError(ErrorCode.CYCLE, "The tasks of this schedule wait for one another");
    }
    now = finishTimes[next]!;
    // Everything that ends at this moment ends before anything new starts.
    for (let task = running.peek(); task !== undefined && finishTimes[task] === now; task = running.peek()) {
      running.pop();
      finished += 1;
      for (const dependant of dependants[task]!) {
        missing[dependant]! -= 1;
        if (missing[dependant] === 0) ready.push(dependant);
      }
    }
  }
  return now;
}

function checkSchedule(durations: readonly number[], concurrency: number): void {
  const bad = durations.findIndex((duration) => !(Number.isFinite(duration) && duration >= 0));
  if (bad !== -1) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The duration of task ${bad} must be a finite number of seconds, 0 or more, not ${String(durations[bad])}`,
    );
  }
  if (concurrency >= 1 && (Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY)) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `concurrency must be a whole number, 1 or more, not ${String(concurrency)}`,
  );
}
