import { boundAllByCount } from "./count-bound.ts";
import { boundPoolSet, type PoolSet, roundUp } from "./lower-bound.ts";
import { measureHeads, type SchedulingProblem } from "./scheduling-problem.ts";

/**
 * Earliest starts that also count the slots: a step cannot start before its predecessors, direct and indirect, are done,
 * and for each set of pools those among them take at least their head–tail bound, tails measured up to the step.
 *
 * In ticks, never less than `measureHeads`. About steps² per set of pools: for plans of some hundred steps.
 */
export function raiseHeads(problem: SchedulingProblem, sets: readonly PoolSet[]): Float64Array {
  const { size, durations, predecessors, order } = problem;
  const heads = measureHeads(problem);
  const reach = new Float64Array(size);
  for (const [position, step] of order.entries()) {
    for (const before of predecessors[step]!)
      heads[step] = Math.max(heads[step]!, heads[before]! + durations[before]!);
    // the longest way from the end of each predecessor to the start of the step; -1 for all others
    reach.fill(-1);
    for (const before of predecessors[step]!) reach[before] = 0;
    let count = 0;
    for (let index = position - 1; index >= 0; index -= 1) {
      const later = order[index]!;
      if (reach[later]! < 0) continue;
      count += 1;
      const way = reach[later]! + durations[later]!;
      for (const before of predecessors[later]!) if (way > reach[before]!) reach[before] = way;
    }
    if (count < 2) continue;
    for (const { steps, capacity } of sets) {
      const ancestors = steps.filter((other) => reach[other]! >= 0);
      if (ancestors.length <= 1) continue;
      const bound = Math.max(
        boundPoolSet(ancestors, capacity, durations, heads, reach),
        boundAllByCount(ancestors, capacity, durations, heads, reach),
      );
      if (bound > heads[step]!) heads[step] = roundUp(bound);
    }
  }
  return heads;
}
