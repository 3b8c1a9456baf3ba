import type { HugeFigure } from "./measure-huge-plans.ts";
import { type Comparison, ours } from "./measure-makespans.ts";

/** Everything that was measured. */
export interface Measured {
  readonly small: readonly Comparison[];
  readonly large: readonly Comparison[];
  readonly huge: readonly HugeFigure[];
}

const leastEqual = 0.95;
const mostAboveOptimum = 0.1;
const mostAboveBound = 0.15;
const mostMs = 1000;
const mostFaults = 3;

/** Describes each requirement that the figures miss; a schedule that cannot be carried out misses all of them. */
export function findMisses({ small, large, huge }: Measured): string[] {
  const misses: string[] = [];
  for (const { name, faults } of [...small, ...large, ...huge]) {
    if (faults.length > 0)
      misses.push(`${name}: ${faults.length} faults, e.g. ${faults.slice(0, mostFaults).join("; ")}`);
  }
  const [smallOurs, largeOurs] = [small, large].map((rows) => rows.find(({ name }) => name === ours));
  if (smallOurs === undefined || largeOurs === undefined) return [...misses, `${ours}: not measured`];
  if (!(smallOurs.equal >= leastEqual))
    misses.push(
      `${smallOurs.equal} of the small plans equal the optimum, at least ${leastEqual} is required`,
    );
  if (!(smallOurs.above.most <= mostAboveOptimum))
    misses.push(
      `a small plan is ${smallOurs.above.most} above the optimum, at most ${mostAboveOptimum} is allowed`,
    );
  if (!(largeOurs.above.most <= mostAboveBound))
    misses.push(
      `a plan of 30–60 steps is ${largeOurs.above.most} above its bound, at most ${mostAboveBound} is allowed`,
    );
  for (const { name, scheduleMs, validateMs } of huge) {
    if (!(scheduleMs < mostMs))
      misses.push(`${name}: scheduled in ${scheduleMs} ms, under ${mostMs} is required`);
    if (!(validateMs < mostMs))
      misses.push(`${name}: validated in ${validateMs} ms, under ${mostMs} is required`);
  }
  return misses;
}
