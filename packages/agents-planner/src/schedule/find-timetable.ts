import { generateParallel } from "./generate-parallel.ts";
import { generateSerial } from "./generate-serial.ts";
import { boundByCount } from "./count-bound.ts";
import { boundMakespan, listPoolSets, type PoolSet } from "./lower-bound.ts";
import { listPriorities } from "./priority-rules.ts";
import { createNoise } from "./noise.ts";
import { raiseHeads } from "./raise-heads.ts";
import {
  measureHeads,
  measureTails,
  reverseProblem,
  type SchedulingProblem,
  type Timetable,
} from "./scheduling-problem.ts";
import { mostForExact, searchExactly } from "./search-exactly.ts";

/** Up to so many steps, gaps before steps placed earlier are filled, and chance looks for better orders. */
const mostForSerial = 400;

/** Above so many steps only the first rules are used: each takes its time. */
const mostForAllRules = 2000;
const rulesForMany = 2;

/** Steps placed in the search by chance, all tries together; each try places every step three times. */
const mostPlaced = 60_000;

/** The shortest timetable found, and what is known about shorter ones. */
export interface FoundTimetable {
  readonly timetable: Timetable;
  /** In ticks. */
  readonly lowerBound: number;
  readonly isOptimal: boolean;
}

type Generate = typeof generateParallel;

/**
 * Looks for the shortest timetable: list scheduling by several rules in both directions of time, each result improved
 * forwards and backwards, then every order of a small plan, or many orders by chance (always the same ones).
 *
 * Stops where the lower bound is met. Of equally short timetables the one in which nobody waits on purpose is kept.
 */
export function findTimetable(problem: SchedulingProblem): FoundTimetable {
  const sets = listPoolSets(problem);
  let lowerBound = boundMakespan(problem, measureHeads(problem), measureTails(problem), sets);
  const search = createSearch(problem, () => lowerBound);
  const finish = (isProven = false): FoundTimetable => {
    const timetable = search.best();
    const isOptimal = isProven || search.isDone();
    return { timetable, lowerBound: isOptimal ? timetable.makespan : lowerBound, isOptimal };
  };
  const isSmall = problem.size <= mostForSerial;
  const rules = problem.size <= mostForAllRules ? Number.POSITIVE_INFINITY : rulesForMany;
  const priorities = listPriorities(problem).slice(0, rules);
  const reversed = listPriorities(search.reversed).slice(0, rules);
  const schemes: Generate[] = isSmall ? [generateParallel, generateSerial] : [generateParallel];
  for (const generate of schemes) {
    for (const keys of priorities) search.tryKeys(keys, generate);
    for (const keys of reversed) search.tryBackwards(keys, generate);
    if (search.isDone()) return finish();
  }
  search.improve(search.best(), isSmall ? generateSerial : generateParallel);
  if (search.isDone() || !isSmall) return finish();
  lowerBound = raiseBound(problem, search.reversed, sets);
  if (search.isDone()) return finish();
  if (problem.size <= mostForExact) {
    const { timetable, isComplete } = searchExactly(problem, search.best(), lowerBound);
    search.offer(timetable);
    if (isComplete) return finish(true);
  }
  searchByChance(problem, search);
  return finish();
}

/** The dearer bounds: heads and tails that count the slots, and the lengths of single steps. */
function raiseBound(
  problem: SchedulingProblem,
  reversed: SchedulingProblem,
  sets: readonly PoolSet[],
): number {
  const heads = raiseHeads(problem, sets);
  const tails = raiseHeads(reversed, sets);
  const counts = sets.map((set) => boundByCount(set, problem.durations, heads, tails));
  return Math.max(boundMakespan(problem, heads, tails, sets), ...counts);
}

interface Search {
  readonly reversed: SchedulingProblem;
  readonly best: () => Timetable;
  readonly isDone: () => boolean;
  readonly offer: (timetable: Timetable) => Timetable;
  readonly tryKeys: (keys: Float64Array, generate: Generate) => Timetable;
  readonly tryBackwards: (keys: Float64Array, generate: Generate) => Timetable;
  /** Shifts everything as late as it can be, then as early as it can be. */
  readonly improve: (timetable: Timetable, generate: Generate) => Timetable;
}

function createSearch(problem: SchedulingProblem, lowerBound: () => number): Search {
  const { durations } = problem;
  const reversed = reverseProblem(problem);
  let best: Timetable = {
    starts: new Float64Array(problem.size),
    pools: new Int32Array(problem.size),
    makespan: Number.POSITIVE_INFINITY,
  };
  const offer = (timetable: Timetable): Timetable => {
    if (timetable.makespan < best.makespan) best = timetable;
    return timetable;
  };
  const tryKeys = (keys: Float64Array, generate: Generate): Timetable =>
    best.makespan <= lowerBound() ? best : offer(generate(problem, keys));
  /** What ends last when time runs backwards starts first. */
  const tryBackwards = (keys: Float64Array, generate: Generate): Timetable => {
    if (best.makespan <= lowerBound()) return best;
    const { starts } = generate(reversed, keys);
    return tryKeys(
      starts.map((start, step) => -(start + durations[step]!)),
      generate,
    );
  };
  return {
    reversed,
    best: () => best,
    isDone: () => best.makespan <= lowerBound(),
    offer,
    tryKeys,
    tryBackwards,
    improve: ({ starts }, generate) =>
      tryBackwards(
        starts.map((start, step) => -(start + durations[step]!)),
        generate,
      ),
  };
}

/** Disturbs the order of the best timetable found, a little or a lot, and improves what comes of it. */
function searchByChance(problem: SchedulingProblem, search: Search): void {
  const noise = createNoise();
  let current = search.best();
  const tries = Math.floor(mostPlaced / (3 * problem.size));
  for (let attempt = 0; attempt < tries && !search.isDone(); attempt += 1) {
    const strength = current.makespan * 0.4 * noise() ** 2;
    const keys = current.starts.map((start) => start + strength * (noise() - 0.5));
    const generate = noise() < 0.3 ? generateParallel : generateSerial;
    const found = search.tryKeys(keys, generate);
    const improved = search.improve(found, generateSerial);
    const better = improved.makespan <= found.makespan ? improved : found;
    if (better.makespan <= current.makespan) current = better;
  }
}
