import { measurePressure } from "./generate-parallel.ts";
import { measureHeads, measureTails, reverseProblem, type SchedulingProblem } from "./scheduling-problem.ts";

/**
 * The orders in which steps are tried, as keys: the smallest goes first. Each is made when it is asked for.
 *
 * Longest tail with the step itself (= latest start first), longest tail behind it (= latest end first), greatest rank
 * positional weight (itself and its immediate successors), longest tail with each step weighted by how much its pools are
 * asked for, longest step. Kolisch 1996, "Efficient priority rules for the resource-constrained project scheduling problem".
 */
export function* listPriorities(problem: SchedulingProblem): Generator<Float64Array, void> {
  const { size, durations, successors } = problem;
  const derive = (weigh: (step: number) => number): Float64Array => {
    const keys = new Float64Array(size);
    for (let step = 0; step < size; step += 1) keys[step] = -weigh(step);
    return keys;
  };
  const tails = measureTails(problem);
  yield derive((step) => tails[step]! + durations[step]!);
  yield derive((step) => tails[step]!);
  const weights = weighByPressure(problem);
  const weightedTails = measureHeads({ ...reverseProblem(problem), durations: weights });
  yield derive((step) => weightedTails[step]! + weights[step]!);
  yield derive((step) => successors[step]!.reduce((sum, next) => sum + durations[next]!, durations[step]!));
  yield derive((step) => durations[step]!);
}

function weighByPressure(problem: SchedulingProblem): Float64Array {
  const pressure = measurePressure(problem);
  const greatest = pressure.reduce((one, other) => Math.max(one, other), 0) || 1;
  const share = problem.poolsOfClass.map(
    (pools) => pools.reduce((least, pool) => Math.min(least, pressure[pool]!), greatest) / greatest,
  );
  return problem.durations.map((duration, step) => {
    const index = problem.classes[step]!;
    return duration * (index < 0 ? 0.1 : 0.1 + 0.9 * share[index]!);
  });
}
