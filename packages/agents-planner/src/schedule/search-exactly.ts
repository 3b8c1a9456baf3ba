import { listPoolSets } from "./lower-bound.ts";
import { measureTails, type SchedulingProblem, type Timetable } from "./scheduling-problem.ts";

/** Plans of more steps are not searched exactly. */
export const mostForExact = 16;

/** Partial timetables that are looked at before the search gives up: some 3 ms. */
const usualNodes = 1000;

/** Partial timetables of the same steps that are kept to be compared with. */
const mostKept = 12;

/** What the exact search came to. */
export interface ExactResult {
  readonly timetable: Timetable;
  /** True when nothing shorter exists. */
  readonly isComplete: boolean;
}

/**
 * Branch and bound over the orders in which steps start and the pools that they start in; as deep as there are steps.
 *
 * Steps are added in the order of their starts, each as early as it can then be (Sprecher 1994, the precedence tree):
 * every schedule in which nothing can start earlier arises so. A partial timetable is left when its bound (heads and tails
 * of what is left, work per set of pools) reaches the best one, or when another of the same steps was nowhere later.
 */
export function searchExactly(
  problem: SchedulingProblem,
  known: Timetable,
  lowerBound: number,
  mostNodes: number = usualNodes,
): ExactResult {
  const { size, durations, predecessors, successors, order, classes, poolsOfClass } = problem;
  const tails = measureTails(problem);
  const sets = listPoolSets(problem).map((set) => ({ ...set, pools: listPools(problem, set.steps) }));
  const byUrgency = Array.from({ length: size }, (_, step) => step).sort(
    (one, other) => tails[other]! + durations[other]! - tails[one]! - durations[one]! || one - other,
  );
  const twins = findEarlierTwins(problem);
  const free = problem.pools.map(({ capacity }) => new Array<number>(Math.min(capacity, size)).fill(0));
  const starts = new Float64Array(size).fill(-1);
  const pools = new Int32Array(size).fill(-1);
  const earliest = new Float64Array(size);
  const visited = new Map<number, Float64Array[]>();
  let best = known;
  let nodes = 0;

  /** By predecessors that are placed. */
  const findHead = (step: number): number =>
    predecessors[step]!.reduce((latest, before) => Math.max(latest, starts[before]! + durations[before]!), 0);
  const isPlaced = (step: number): boolean => starts[step]! >= 0;
  const boundRest = (now: number): number => {
    let bound = now;
    for (const step of order) {
      if (isPlaced(step)) continue;
      let head = now;
      for (const before of predecessors[step]!) {
        const end = (isPlaced(before) ? starts[before]! : earliest[before]!) + durations[before]!;
        if (end > head) head = end;
      }
      const index = classes[step]!;
      if (index >= 0) {
        let soonest = Number.POSITIVE_INFINITY;
        for (const pool of poolsOfClass[index]!) soonest = Math.min(soonest, ...free[pool]!);
        if (soonest > head) head = soonest;
      }
      earliest[step] = head;
      bound = Math.max(bound, head + durations[step]! + tails[step]!);
    }
    for (const { steps, pools: setPools } of sets) {
      let work = 0;
      let head = Number.POSITIVE_INFINITY;
      let tail = Number.POSITIVE_INFINITY;
      for (const step of steps) {
        if (isPlaced(step)) continue;
        work += durations[step]!;
        head = Math.min(head, earliest[step]!);
        tail = Math.min(tail, tails[step]!);
      }
      if (work === 0) continue;
      let taken = 0;
      let count = 0;
      for (const pool of setPools) {
        for (const time of free[pool]!) taken += Math.max(time, head);
        count += free[pool]!.length;
      }
      bound = Math.max(bound, (taken + work) / count + tail);
    }
    return bound;
  };
  /** Whether the same steps were placed before with nothing later; else remembers how they stand now. */
  const isDominated = (placed: number, now: number, end: number): boolean => {
    const state = [now, end];
    for (const times of free) state.push(...times.map((time) => Math.max(time, now)).sort((a, b) => a - b));
    for (let step = 0; step < size; step += 1) {
      if (!isPlaced(step) || successors[step]!.every(isPlaced)) continue;
      state.push(Math.max(now, starts[step]! + durations[step]!));
    }
    const others = visited.get(placed) ?? [];
    if (others.some((other) => other.every((value, index) => value <= state[index]!))) return true;
    if (others.length < mostKept) others.push(Float64Array.from(state));
    visited.set(placed, others);
    return false;
  };
  /** Answers false when the nodes are used up. */
  const extend = (placed: number, count: number, now: number, end: number): boolean => {
    if (count === size) {
      if (end < best.makespan) best = { starts: starts.slice(), pools: pools.slice(), makespan: end };
      return true;
    }
    nodes += 1;
    if (nodes > mostNodes) return false;
    if (Math.max(end, boundRest(now)) >= best.makespan || isDominated(placed, now, end)) return true;
    for (const step of byUrgency) {
      if (isPlaced(step) || !predecessors[step]!.every(isPlaced)) continue;
      if (twins[step]! >= 0 && !isPlaced(twins[step]!)) continue;
      const index = classes[step]!;
      for (const pool of index < 0 ? [-1] : poolsOfClass[index]!) {
        const slots = free[pool] ?? [];
        const soonest = slots.length === 0 ? 0 : Math.min(...slots);
        const start = Math.max(now, soonest, findHead(step));
        const slot = slots.indexOf(soonest);
        starts[step] = start;
        pools[step] = pool;
        const stepEnd = start + durations[step]!;
        if (slot >= 0) slots[slot] = stepEnd;
        const goesOn = extend(placed | (1 << step), count + 1, start, Math.max(end, stepEnd));
        starts[step] = -1;
        pools[step] = -1;
        if (slot >= 0) slots[slot] = soonest;
        if (!goesOn) return false;
        if (best.makespan <= lowerBound) return true;
      }
    }
    return true;
  };
  const isComplete = extend(0, 0, 0, 0);
  return { timetable: best, isComplete };
}

/** The pools that the steps of a set can be done in. */
function listPools({ classes, poolsOfClass }: SchedulingProblem, steps: readonly number[]): number[] {
  return [...new Set(steps.flatMap((step) => poolsOfClass[classes[step]!]!))];
}

/** For each step the one before it that cannot be told from it, or -1: such steps need only be tried in one order. */
function findEarlierTwins({
  size,
  durations,
  predecessors,
  successors,
  classes,
}: SchedulingProblem): Int32Array {
  const twins = new Int32Array(size).fill(-1);
  const last = new Map<string, number>();
  for (let step = 0; step < size; step += 1) {
    const sorted = [predecessors[step]!, successors[step]!].map((list) => [...list].sort((a, b) => a - b));
    const key = JSON.stringify([durations[step], classes[step], sorted]);
    twins[step] = last.get(key) ?? -1;
    last.set(key, step);
  }
  return twins;
}
