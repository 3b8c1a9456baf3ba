import { schedulePlan } from "@convoke/agents-planner";
import { measureCpuMs } from "../../retrieval/cpu-time.ts";
import { findOptimum } from "./brute-force.ts";
import { boundPlainly } from "./plain-bound.ts";
import { createRandomNumbers } from "./random-numbers.ts";
import { drawInstance, type Instance, type InstanceShape } from "./random-plan.ts";
import { schedulePlainly } from "./schedule-plainly.ts";
import { verifySchedule } from "./verify-schedule.ts";

/** How far the makespans of many instances are above what they are compared with. */
export interface Comparison {
  readonly name: string;
  readonly instances: number;
  /** Share of the instances in which nothing is above. */
  readonly equal: number;
  /** Share of the instances in which at most 15 % are above. */
  readonly within: number;
  /** 0.1 is 10 %. */
  readonly above: { readonly mean: number; readonly p95: number; readonly most: number };
  /** Faults that the verifier found in the schedules. */
  readonly faults: readonly string[];
  /** Milliseconds of processor time for all instances; missing where it was not measured. */
  readonly cpuMs?: number;
}

export const ours = "schedulePlan";
const oursBesidePlain = "schedulePlan, beside the plain bound";
const plainly = "one rule, no improvement";
const dust = 1e-6;
const instances = 1000;

const smallShape: InstanceShape = { steps: [2, 8], agents: [1, 3], concurrency: [1, 2] };
const largeShape: InstanceShape = { steps: [30, 60], agents: [1, 5], concurrency: [1, 3] };

/** Small plans beside the optimum by brute force. */
export function measureSmall(seed: number): Comparison[] {
  const drawn = drawMany(seed, smallShape);
  const optima = drawn.map(findOptimum);
  const found = scheduleAll(drawn);
  // a bound above an optimum, or a schedule below it, would be a fault of the planner or of the comparison
  const lies = found.schedules.flatMap(({ lowerBoundSeconds, makespanSeconds, isOptimal }, index) => [
    ...(lowerBoundSeconds > optima[index]! + dust ? [`${index}: the bound is above the optimum`] : []),
    ...(makespanSeconds < optima[index]! - dust ? [`${index}: shorter than the optimum`] : []),
    ...(isOptimal && makespanSeconds > optima[index]! + dust ? [`${index}: said to be optimal`] : []),
  ]);
  return [
    { ...compare(ours, found.makespans, optima, [...found.faults, ...lies]), cpuMs: found.cpuMs },
    comparePlainly(drawn, optima),
  ];
}

/** Larger plans beside lower bounds: the one that the schedule carries, and the plain one. */
export function measureLarge(seed: number): Comparison[] {
  const drawn = drawMany(seed + 1_000_000, largeShape);
  const found = scheduleAll(drawn);
  const bounds = found.schedules.map((schedule) => schedule.lowerBoundSeconds);
  const plainBounds = drawn.map(boundPlainly);
  const weak = bounds.flatMap((bound, index) =>
    bound < plainBounds[index]! - dust ? [`${index}: the bound is below the plain one`] : [],
  );
  return [
    { ...compare(ours, found.makespans, bounds, [...found.faults, ...weak]), cpuMs: found.cpuMs },
    compare(oursBesidePlain, found.makespans, plainBounds, []),
    comparePlainly(drawn, bounds),
  ];
}

function drawMany(seed: number, shape: InstanceShape): Instance[] {
  const random = createRandomNumbers(seed);
  return Array.from({ length: instances }, () => drawInstance(random, shape));
}

function scheduleAll(drawn: readonly Instance[]) {
  let schedules: ReturnType<typeof schedulePlan>[] = [];
  const cpuMs = measureCpuMs(() => {
    schedules = drawn.map((instance) => schedulePlan(instance, instance));
  });
  const faults = schedules.flatMap((schedule, index) =>
    verifySchedule(drawn[index]!, schedule.steps, schedule.makespanSeconds).map(
      (fault) => `${index}: ${fault}`,
    ),
  );
  return { schedules, makespans: schedules.map((schedule) => schedule.makespanSeconds), faults, cpuMs };
}

function comparePlainly(drawn: readonly Instance[], references: readonly number[]): Comparison {
  const schedules = drawn.map(schedulePlainly);
  const makespans = schedules.map((placements) =>
    placements.reduce((last, placement) => Math.max(last, placement.endSeconds), 0),
  );
  const faults = schedules.flatMap((placements, index) =>
    verifySchedule(drawn[index]!, placements, makespans[index]!),
  );
  return compare(plainly, makespans, references, faults);
}

/** How far makespans are above references, as shares of these. */
export function compare(
  name: string,
  makespans: readonly number[],
  references: readonly number[],
  faults: readonly string[],
): Comparison {
  const above = makespans
    .map((makespan, index) => Math.max(0, makespan / references[index]! - 1))
    .sort((one, other) => one - other);
  const share = (most: number): number => above.filter((value) => value <= most + dust).length / above.length;
  return {
    name,
    instances: above.length,
    equal: share(0),
    within: share(0.15),
    above: {
      mean: above.reduce((sum, value) => sum + value, 0) / above.length,
      p95: above[Math.ceil(0.95 * above.length) - 1]!,
      most: above.at(-1)!,
    },
    faults,
  };
}
