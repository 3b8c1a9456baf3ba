/** A set of agents that can do the same steps of a plan: one resource with the sum of their slots. */
interface Pool {
  /** Steps that it does at once; at least 1. */
  readonly capacity: number;
}

/** Steps as numbers, so that searching for a schedule is arithmetic on arrays. */
export interface SchedulingProblem {
  readonly size: number;
  /** In ticks. */
  readonly durations: Float64Array;
  readonly predecessors: readonly (readonly number[])[];
  readonly successors: readonly (readonly number[])[];
  /** Every step after its predecessors. */
  readonly order: readonly number[];
  readonly pools: readonly Pool[];
  /** For each step the class of steps that the same pools can do; -1 when an agent without limit can do it. */
  readonly classes: Int32Array;
  /** For each class the pools that can do it, at least one. */
  readonly poolsOfClass: readonly (readonly number[])[];
}

/** When each step starts, and in which pool (-1: on an agent without limit). */
export interface Timetable {
  readonly starts: Float64Array;
  readonly pools: Int32Array;
  readonly makespan: number;
}

/** The same steps with time running backwards. */
export function reverseProblem(problem: SchedulingProblem): SchedulingProblem {
  return {
    ...problem,
    predecessors: problem.successors,
    successors: problem.predecessors,
    order: problem.order.toReversed(),
  };
}

/** The longest chain of steps that must end before each step starts, in ticks: its earliest start by dependencies alone. */
export function measureHeads({ size, durations, predecessors, order }: SchedulingProblem): Float64Array {
  const heads = new Float64Array(size);
  for (const step of order) {
    for (const before of predecessors[step]!) {
      const end = heads[before]! + durations[before]!;
      if (end > heads[step]!) heads[step] = end;
    }
  }
  return heads;
}

/** The longest chain of steps that can only start when each step has ended, in ticks. */
export function measureTails(problem: SchedulingProblem): Float64Array {
  return measureHeads(reverseProblem(problem));
}
