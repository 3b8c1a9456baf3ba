import type { PlanLimits } from "./plan.ts";

/** Of each limit the tighter one. */
export function tightenLimits(one: PlanLimits = {}, other: PlanLimits = {}): PlanLimits {
  const deadlines = [one, other].filter(({ deadlineAt }) => deadlineAt !== undefined);
  const [first, second] = deadlines;
  const isSecond = (second?.deadlineAt ?? Infinity) < (first?.deadlineAt ?? Infinity);
  const { deadline = one.deadline ?? other.deadline, deadlineAt } = (isSecond ? second : first) ?? {};
  return omitMissing({
    maxCostUsd: findLeast(one.maxCostUsd, other.maxCostUsd),
    maxDurationMs: findLeast(one.maxDurationMs, other.maxDurationMs),
    deadline,
    deadlineAt,
  });
}

function findLeast(...values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function omitMissing(limits: PlanLimits): PlanLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}
