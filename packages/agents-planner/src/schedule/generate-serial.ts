import { countAll, measurePressure } from "./generate-parallel.ts";
import type { SchedulingProblem, Timetable } from "./scheduling-problem.ts";
import { createStepHeap } from "./step-heap.ts";

/** How many slots of a pool are taken from each time on, until the next one; the last reaches for ever. */
interface Profile {
  readonly times: number[];
  readonly used: number[];
}

/**
 * Places steps one after another, each as early as it fits between those placed before; the next is always the one with
 * the smallest key of those whose predecessors are placed.
 *
 * The serial schedule generation scheme (Kelley 1963): some keys lead to an optimal schedule, also where it lets a slot
 * wait for something more urgent. Quadratic in the steps of a pool.
 */
export function generateSerial(
  problem: SchedulingProblem,
  keys: Float64Array,
  pressure: Float64Array = measurePressure(problem),
): Timetable {
  const { size, durations, predecessors, successors, classes, poolsOfClass } = problem;
  const starts = new Float64Array(size);
  const pools = new Int32Array(size).fill(-1);
  const missing = countAll(predecessors);
  const earliest = new Float64Array(size);
  const profiles = problem.pools.map((): Profile => ({ times: [0], used: [0] }));
  const ready = createStepHeap(keys);
  for (let step = 0; step < size; step += 1) if (missing[step] === 0) ready.push(step);
  let makespan = 0;
  while (ready.size() > 0) {
    const step = ready.pop();
    const duration = durations[step]!;
    let start = earliest[step]!;
    const index = classes[step]!;
    if (index >= 0) {
      let best = -1;
      let bestStart = Number.POSITIVE_INFINITY;
      for (const pool of poolsOfClass[index]!) {
        const found = findFit(profiles[pool]!, problem.pools[pool]!.capacity, start, duration);
        const isBetter = found < bestStart || (found === bestStart && pressure[pool]! < pressure[best]!);
        if (isBetter) [best, bestStart] = [pool, found];
      }
      start = bestStart;
      pools[step] = best;
      take(profiles[best]!, start, start + duration);
    }
    starts[step] = start;
    const end = start + duration;
    if (end > makespan) makespan = end;
    for (const next of successors[step]!) {
      if (end > earliest[next]!) earliest[next] = end;
      missing[next]! -= 1;
      if (missing[next] === 0) ready.push(next);
    }
  }
  return { starts, pools, makespan };
}

function findSegment(times: readonly number[], time: number): number {
  let index = times.length - 1;
  while (index > 0 && times[index]! > time) index -= 1;
  return index;
}

function findFit({ times, used }: Profile, capacity: number, from: number, duration: number): number {
  let start = from;
  for (let index = findSegment(times, from); index < times.length; index += 1) {
    if (times[index]! > start && times[index]! >= start + duration) return start;
    if (used[index]! >= capacity) start = times[index + 1]!;
  }
  return start;
}

function take({ times, used }: Profile, start: number, end: number): void {
  // a step without duration takes nothing from those that come later
  if (end <= start) return;
  const first = split(times, used, start);
  const last = split(times, used, end);
  for (let index = first; index < last; index += 1) used[index]! += 1;
}

function split(times: number[], used: number[], time: number): number {
  const index = findSegment(times, time);
  if (times[index] === time) return index;
  times.splice(index + 1, 0, time);
  used.splice(index + 1, 0, used[index]!);
  return index + 1;
}
