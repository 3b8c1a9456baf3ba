import type { SchedulingProblem, Timetable } from "./scheduling-problem.ts";
import { createStepHeap } from "./step-heap.ts";

/**
 * Lists steps in time: whenever a slot is free, the ready step with the smallest key starts; nobody waits on purpose.
 *
 * The parallel schedule generation scheme (Kelley 1963, Kolisch 1996). Of several free pools the step takes the one with the
 * least `pressure`, by default that which fewest others could use. About n log n.
 */
export function generateParallel(
  problem: SchedulingProblem,
  keys: Float64Array,
  pressure: Float64Array = measurePressure(problem),
): Timetable {
  const { size, durations, predecessors, successors, classes, poolsOfClass } = problem;
  const starts = new Float64Array(size);
  const pools = new Int32Array(size).fill(-1);
  const ends = new Float64Array(size);
  const missing = countAll(predecessors);
  const free = Int32Array.from(problem.pools, (pool) => pool.capacity);
  const classesOfPool: number[][] = problem.pools.map(() => []);
  for (const [index, list] of poolsOfClass.entries())
    for (const pool of list) classesOfPool[pool]!.push(index);
  const waiting = poolsOfClass.map(() => createStepHeap(keys));
  const running = createStepHeap(ends);
  /** Classes in which steps wait and for which a slot may be free. */
  const active: number[] = [];
  /** The most urgent step of each of these. */
  const urgent = createStepHeap(keys);
  const isActive = new Uint8Array(poolsOfClass.length);
  let now = 0;
  let makespan = 0;

  const start = (step: number, pool: number): void => {
    starts[step] = now;
    pools[step] = pool;
    ends[step] = now + durations[step]!;
    if (pool >= 0) free[pool]! -= 1;
    running.push(step);
  };
  const activate = (index: number): void => {
    if (isActive[index] === 1) return;
    isActive[index] = 1;
    active.push(index);
  };
  const admit = (step: number): void => {
    const index = classes[step]!;
    if (index < 0) start(step, -1);
    else {
      waiting[index]!.push(step);
      activate(index);
    }
  };
  const findPool = (index: number): number => {
    let best = -1;
    for (const pool of poolsOfClass[index]!)
      if (free[pool]! > 0 && (best < 0 || pressure[pool]! < pressure[best]!)) best = pool;
    return best;
  };
  const startWaiting = (): void => {
    for (const index of active) {
      isActive[index] = 0;
      urgent.push(waiting[index]!.peek());
    }
    active.length = 0;
    while (urgent.size() > 0) {
      const index = classes[urgent.pop()]!;
      const pool = findPool(index);
      if (pool < 0) continue;
      start(waiting[index]!.pop(), pool);
      if (waiting[index]!.size() > 0) urgent.push(waiting[index]!.peek());
    }
  };

  for (let step = 0; step < size; step += 1) if (missing[step] === 0) admit(step);
  startWaiting();
  while (running.size() > 0) {
    now = ends[running.peek()]!;
    makespan = now;
    while (running.size() > 0 && ends[running.peek()]! <= now) {
      const ended = running.pop();
      const pool = pools[ended]!;
      if (pool >= 0) {
        free[pool]! += 1;
        for (const index of classesOfPool[pool]!) if (waiting[index]!.size() > 0) activate(index);
      }
      for (const next of successors[ended]!) {
        missing[next]! -= 1;
        if (missing[next] === 0) admit(next);
      }
    }
    startWaiting();
  }
  return { starts, pools, makespan };
}

/** For each pool the work that could come to it, per slot. */
export function measurePressure({
  durations,
  classes,
  poolsOfClass,
  pools,
}: SchedulingProblem): Float64Array {
  const work = new Float64Array(poolsOfClass.length);
  for (const [step, index] of classes.entries()) if (index >= 0) work[index]! += durations[step]!;
  const pressure = new Float64Array(pools.length);
  for (const [index, list] of poolsOfClass.entries())
    for (const pool of list) pressure[pool]! += work[index]! / pools[pool]!.capacity;
  return pressure;
}

/** The lengths of lists. */
export function countAll(lists: readonly (readonly unknown[])[]): Int32Array {
  const counts = new Int32Array(lists.length);
  for (let index = 0; index < lists.length; index += 1) counts[index] = lists[index]!.length;
  return counts;
}
