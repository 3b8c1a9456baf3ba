import type { PoolSet } from "./lower-bound.ts";

/** Above so many steps of a set, only all of them are counted, not subsets. */
const mostForSubsets = 80;

/**
 * The counting bound, in ticks: of the k·c + 1 longest steps of a set on c slots, some slot does k + 1, which take at least
 * as long as the k + 1 shortest of these (the pigeonhole bound for identical machines, Dell'Amico & Martello 1995), between
 * the least head and the least tail of the set. It sees what sums do not: three steps of 20 s on two slots take 40 s.
 */
export function boundByCount(
  { steps, capacity }: PoolSet,
  durations: Float64Array,
  heads: Float64Array,
  tails: Float64Array,
): number {
  const byHead = steps.toSorted((one, other) => heads[other]! - heads[one]!);
  if (steps.length > mostForSubsets) return boundAllByCount(steps, capacity, durations, heads, tails);
  const lowestTails = new Set(steps.map((step) => tails[step]!));
  let bound = 0;
  for (const lowest of lowestTails) {
    const longest: number[] = [];
    const members = byHead.filter((step) => tails[step]! >= lowest);
    for (const step of members) {
      insertFalling(longest, durations[step]!);
      if (longest.length <= capacity) continue;
      bound = Math.max(bound, heads[step]! + countLongest(longest, capacity) + lowest);
    }
  }
  return bound;
}

/** The same for all the steps alone. */
export function boundAllByCount(
  steps: readonly number[],
  capacity: number,
  durations: Float64Array,
  heads: Float64Array,
  tails: Float64Array,
): number {
  if (steps.length <= capacity) return 0;
  let head = Number.POSITIVE_INFINITY;
  let tail = Number.POSITIVE_INFINITY;
  for (const step of steps) {
    head = Math.min(head, heads[step]!);
    tail = Math.min(tail, tails[step]!);
  }
  const falling = steps.map((step) => durations[step]!).sort((one, other) => other - one);
  return head + countLongest(falling, capacity) + tail;
}

/** The most that the counting argument gives for any k. */
function countLongest(falling: readonly number[], capacity: number): number {
  let most = falling[0] ?? 0;
  for (let rounds = 1; rounds * capacity < falling.length; rounds += 1) {
    let sum = 0;
    for (let index = rounds * capacity - rounds; index <= rounds * capacity; index += 1)
      sum += falling[index]!;
    if (sum > most) most = sum;
  }
  return most;
}

function insertFalling(values: number[], value: number): void {
  let index = values.length;
  values.push(value);
  for (; index > 0 && values[index - 1]! < value; index -= 1) values[index] = values[index - 1]!;
  values[index] = value;
}
