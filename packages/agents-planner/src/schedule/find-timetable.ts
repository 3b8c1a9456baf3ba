import { generateParallel, measurePressure } from "./generate-parallel.ts";
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
/** So are they above so many dependencies, each of which is followed in each try. */
const mostLinksForAllRules = 50_000;
const rulesForMany = 2;
/** For such plans, a makespan so near the lower bound is not improved any further. */
const goodEnough = 1.001;

/** Above so many steps the dearer bounds are left out: they take about steps² for each set of pools. */
const mostForRaising = 100;

/** Up to so many steps, as people's plans have, the search by chance makes so few tries: some 2 ms. */
const usual = { size: 20, tries: 50 };
const mostTries = 600;

/**
 * Steps that the search by chance places in larger plans, all tries together (each places every step three times), by
 * how far the makespan is above its bound: some 3, 12 and 30 ms. Few plans are far above it.
 */
const effort = [
  { below: 0.01, placed: 6000 },
  { below: 0.05, placed: 24_000 },
  { below: Number.POSITIVE_INFINITY, placed: 60_000 },
] as const;

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
  const heads = measureHeads(problem);
  if (problem.pools.length === 0) return startAtOnce(problem, heads);
  const sets = listPoolSets(problem);
  let lowerBound = boundMakespan(problem, heads, measureTails(problem), sets);
  const links = problem.predecessors.reduce((sum, list) => sum + list.length, 0);
  const isLarge = problem.size > mostForAllRules || links > mostLinksForAllRules;
  const search = createSearch(problem, () => (isLarge ? lowerBound * goodEnough : lowerBound));
  const finish = (isProven = false): FoundTimetable => {
    const timetable = search.best();
    const isOptimal = isProven || timetable.makespan <= lowerBound;
    return { timetable, lowerBound: isOptimal ? timetable.makespan : lowerBound, isOptimal };
  };
  const isSmall = problem.size <= mostForSerial;
  for (const generate of isSmall ? [generateParallel, generateSerial] : [generateParallel]) {
    for (const keys of takeFirst(listPriorities(problem), isLarge ? rulesForMany : 5)) {
      search.tryKeys(keys, generate);
      if (search.isDone()) return finish();
    }
    for (const keys of takeFirst(listPriorities(search.reversed), isLarge ? 1 : 5)) {
      search.tryBackwards(keys, generate);
      if (search.isDone()) return finish();
    }
  }
  search.improve(search.best(), isSmall ? generateSerial : generateParallel);
  if (search.isDone() || !isSmall) return finish();
  if (problem.size <= mostForRaising) lowerBound = raiseBound(problem, search.reversed, sets);
  if (search.isDone()) return finish();
  if (problem.size <= mostForExact) {
    const { timetable, isComplete } = searchExactly(problem, search.best(), lowerBound);
    search.offer(timetable);
    if (isComplete) return finish(true);
  }
  searchByChance(problem, search, countTries(problem.size, search.best().makespan / lowerBound - 1));
  return finish();
}

/** Nobody waits for a slot: every step starts as soon as its dependencies let it. */
function startAtOnce({ size, durations }: SchedulingProblem, heads: Float64Array): FoundTimetable {
  let makespan = 0;
  for (let step = 0; step < size; step += 1) makespan = Math.max(makespan, heads[step]! + durations[step]!);
  const timetable = { starts: heads, pools: new Int32Array(size).fill(-1), makespan };
  return { timetable, lowerBound: makespan, isOptimal: true };
}

function* takeFirst<Item>(items: Iterable<Item>, count: number): Generator<Item, void> {
  let taken = 0;
  for (const item of items) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
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
  readonly tryKeys: (keys: Float64Array, generate: Generate, pressure?: Float64Array) => Timetable;
  readonly tryBackwards: (keys: Float64Array, generate: Generate, pressure?: Float64Array) => Timetable;
  /** Shifts everything as late as it can be, then as early as it can be. */
  readonly improve: (timetable: Timetable, generate: Generate, pressure?: Float64Array) => Timetable;
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
  const usual = measurePressure(problem);
  const tryKeys: Search["tryKeys"] = (keys, generate, pressure = usual) =>
    best.makespan <= lowerBound() ? best : offer(generate(problem, keys, pressure));
  /** What ends last when time runs backwards starts first. */
  const tryBackwards: Search["tryBackwards"] = (keys, generate, pressure = usual) => {
    if (best.makespan <= lowerBound()) return best;
    const { starts } = generate(reversed, keys, pressure);
    return tryKeys(
      starts.map((start, step) => -(start + durations[step]!)),
      generate,
      pressure,
    );
  };
  return {
    reversed,
    best: () => best,
    isDone: () => best.makespan <= lowerBound(),
    offer,
    tryKeys,
    tryBackwards,
    improve: ({ starts }, generate, pressure) =>
      tryBackwards(
        starts.map((start, step) => -(start + durations[step]!)),
        generate,
        pressure,
      ),
  };
}

function countTries(size: number, above: number): number {
  if (size <= usual.size) return usual.tries;
  const { placed } = effort.find(({ below }) => above < below) ?? effort[2];
  return Math.min(mostTries, Math.floor(placed / (3 * size)));
}

/** Disturbs the order of the best timetable found, a little or a lot, and improves what comes of it. */
function searchByChance(problem: SchedulingProblem, search: Search, tries: number): void {
  const noise = createNoise();
  const pressure = measurePressure(problem);
  const tails = measureTails(problem);
  const latest = problem.durations.map((duration, step) => -(duration + tails[step]!));
  let current = search.best();
  for (let attempt = 0; attempt < tries && !search.isDone(); attempt += 1) {
    const strength = current.makespan * 0.4 * noise() ** 2;
    const isFresh = noise() < 0.25;
    const keys = isFresh
      ? latest.map((value) => value * (1 - 0.5 * noise()))
      : current.starts.map((start) => start + strength * (noise() - 0.5));
    const generate = noise() < 0.3 ? generateParallel : generateSerial;
    const shifted = noise() < 0.5 ? pressure : pressure.map((value) => value * noise());
    const found = search.tryKeys(keys, generate, shifted);
    const improved = search.improve(found, generateSerial, shifted);
    const better = improved.makespan <= found.makespan ? improved : found;
    if (better.makespan <= current.makespan) current = better;
  }
}
