import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { createMinHeap } from "../runtime/min-heap.ts";

export interface ScheduleOptions {
  /** Tasks that run at once; unlimited when left out. */
  readonly concurrency?: number;
  /** For each task, the positions of the tasks it waits for; none when left out. */
  readonly dependencies?: readonly (readonly number[])[];
}

/**
 * How many seconds tasks of these durations (in seconds) take together.
 *
 * Whenever a slot is free, the task starts that has waited longest since its last dependency ended, at
 * first the first in order: this is how a parallel run and a graph do it (list scheduling, Graham 1969).
 * Throws `invalid_argument` for a negative or infinite duration or a concurrency below 1, `cycle` when
 * tasks wait for one another.
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
  const ready = missing.flatMap((count, index) => (count === 0 ? [index] : []));
  const running = createMinHeap<number>(
    (left, right) => finishTimes[left]! - finishTimes[right]! || left - right,
  );
  let now = 0;
  let started = 0;
  for (let finished = 0; finished < durations.length; finished += 1) {
    for (; started < ready.length && running.size() < concurrency; started += 1) {
      const task = ready[started]!;
      finishTimes[task] = now + durations[task]!;
      running.push(task);
    }
    const ended = running.pop();
    if (ended === undefined) {
      throw new OrchestrationError(ErrorCode.CYCLE, "The tasks of this schedule wait for one another");
    }
    now = finishTimes[ended]!;
    for (const dependant of dependants[ended]!) {
      missing[dependant]! -= 1;
      if (missing[dependant] === 0) ready.push(dependant);
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
