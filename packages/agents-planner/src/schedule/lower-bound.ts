import type { SchedulingProblem } from "./scheduling-problem.ts";

/** Above so many steps of one set of pools, subsets are bounded by their heads and by their tails, not by both at once. */
const mostForSubsets = 200;

/** Above so many classes, sets of pools other than those of a single class are left out. */
const mostSets = 200;

/**
 * No schedule is shorter than this, in ticks, of which every schedule without needless gaps has a whole number.
 *
 * The greater of the critical path and, for every set of pools, the head–tail bound: a set A of steps that only these
 * pools with together c slots can do takes at least (the c smallest heads + all durations + the c smallest tails) / c,
 * and at least min head + durations / c + min tail (Carlier 1987, "Scheduling jobs with release dates and tails on
 * identical machines"). A runs over the steps whose head and tail are at least certain values.
 */
export function boundMakespan(
  { size, durations }: SchedulingProblem,
  heads: Float64Array,
  tails: Float64Array,
  sets: readonly PoolSet[],
): number {
  let bound = 0;
  for (let step = 0; step < size; step += 1)
    bound = Math.max(bound, heads[step]! + durations[step]! + tails[step]!);
  for (const { steps, capacity } of sets)
    bound = Math.max(bound, boundPoolSet(steps, capacity, durations, heads, tails));
  return roundUp(bound);
}

/** To whole ticks; dust of divisions does not count. */
export function roundUp(bound: number): number {
  return Math.ceil(bound * (1 - 1e-12));
}

/** Pools that are looked at together, and the steps that nobody else can do. */
export interface PoolSet {
  readonly steps: readonly number[];
  readonly capacity: number;
}

/** The pools of each class, the union of every two classes, and all pools. */
export function listPoolSets({ pools, classes, poolsOfClass }: SchedulingProblem): PoolSet[] {
  if (poolsOfClass.length === 0) return [];
  const candidates: (readonly number[])[] = [...poolsOfClass];
  if (poolsOfClass.length * poolsOfClass.length <= mostSets) {
    for (const one of poolsOfClass) for (const other of poolsOfClass) candidates.push([...one, ...other]);
  }
  const all = pools.map((_, pool) => pool);
  candidates.push(all);
  const stepsOfClass: number[][] = poolsOfClass.map(() => []);
  for (const [step, index] of classes.entries()) if (index >= 0) stepsOfClass[index]!.push(step);
  const seen = new Set<string>();
  const sets: PoolSet[] = [];
  for (const [position, candidate] of candidates.entries()) {
    const members = new Set(candidate);
    const key = [...members].sort((one, other) => one - other).join(",");
    if (seen.has(key)) continue;
    seen.add(key);
    // with many classes, looking for those inside each other would be quadratic
    const inside =
      members.size === pools.length || poolsOfClass.length > mostSets
        ? members.size === pools.length
          ? stepsOfClass.keys()
          : [position]
        : [...stepsOfClass.keys()].filter((index) => poolsOfClass[index]!.every((pool) => members.has(pool)));
    const steps = [...inside].flatMap((index) => stepsOfClass[index]!);
    const capacity = [...members].reduce((sum, pool) => sum + pools[pool]!.capacity, 0);
    sets.push({ steps, capacity });
  }
  return sets;
}

/** The head–tail bound of steps on identical slots, over the subsets with heads and tails of at least certain values. */
export function boundPoolSet(
  steps: readonly number[],
  capacity: number,
  durations: Float64Array,
  heads: Float64Array,
  tails: Float64Array,
): number {
  const byHead = [...steps].sort((one, other) => heads[other]! - heads[one]!);
  const byTail = [...steps].sort((one, other) => tails[other]! - tails[one]!);
  const lowestTails =
    steps.length <= mostForSubsets
      ? [...new Set(byTail.map((step) => tails[step]!))]
      : [tails[byTail.at(-1)!]!];
  let bound = 0;
  for (const lowest of lowestTails) {
    bound = Math.max(
      bound,
      boundNested(
        byHead.filter((step) => tails[step]! >= lowest),
        heads,
        tails,
        capacity,
        durations,
      ),
    );
  }
  // with many steps, the other side on its own
  if (steps.length > mostForSubsets)
    bound = Math.max(bound, boundNested(byTail, tails, heads, capacity, durations));
  return bound;
}

/** The bounds of the first step, the first two, … of steps in falling order of their `near` ends. */
function boundNested(
  sorted: readonly number[],
  near: Float64Array,
  far: Float64Array,
  capacity: number,
  durations: Float64Array,
): number {
  let bound = 0;
  let work = 0;
  let nearSum = 0;
  /** The smallest far ends so far, rising, at most `capacity`. */
  const smallest: number[] = [];
  let farSum = 0;
  for (const [index, step] of sorted.entries()) {
    work += durations[step]!;
    nearSum += near[step]! - (index >= capacity ? near[sorted[index - capacity]!]! : 0);
    farSum += insertSmallest(smallest, far[step]!, capacity);
    bound = Math.max(bound, near[step]! + work / capacity + smallest[0]!);
    if (index + 1 >= capacity) bound = Math.max(bound, (nearSum + work + farSum) / capacity);
  }
  return bound;
}

/** Keeps the `limit` smallest values in rising order; answers by how much their sum changes. */
function insertSmallest(values: number[], value: number, limit: number): number {
  let removed = 0;
  if (values.length === limit) {
    if (value >= values.at(-1)!) return 0;
    removed = values.pop()!;
  }
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  values.splice(low, 0, value);
  return value - removed;
}
