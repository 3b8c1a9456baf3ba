import type { GoalLimits } from "../goal.ts";

/** Limits from several places as one: the smallest budget, the shortest time, the earliest date; notes say what gave way. */
export function tightenLimits(given: readonly GoalLimits[]): { limits: GoalLimits; notes: string[] } {
  const notes: string[] = [];
  const tightest = (
    name: string,
    values: readonly (number | undefined)[],
    say: (value: number) => string,
  ): number => {
    const found = [...new Set(values.filter((value) => value !== undefined))].toSorted((a, b) => a - b);
    if (found.length > 1)
      notes.push(
        `Two different ${name} are given (${found.map(say).join(" and ")}): ${say(found[0] ?? 0)} holds.`,
      );
    return found[0] ?? Infinity;
  };
  const maxCostUsd = tightest(
    "budgets",
    given.map((limits) => limits.maxCostUsd),
    (value) => `${value} USD`,
  );
  const maxDurationMs = tightest(
    "times",
    given.map((limits) => limits.maxDurationMs),
    (value) => `${value / 1000} seconds`,
  );
  const dated = given.filter((limits) => limits.deadlineAt !== undefined);
  const deadlineAt = Math.min(...dated.map((limits) => limits.deadlineAt ?? Infinity));
  const earliest = dated.find((limits) => limits.deadlineAt === deadlineAt);
  const later = dated.find((limits) => limits.deadlineAt !== deadlineAt);
  if (earliest !== undefined && later !== undefined)
    notes.push(
      `Two different deadlines are given (${earliest.deadline} and ${later.deadline}): ${earliest.deadline} holds.`,
    );
  const { deadline } = earliest ?? given.find((limits) => limits.deadline !== undefined) ?? {};
  return {
    limits: {
      ...(maxCostUsd === Infinity ? {} : { maxCostUsd }),
      ...(maxDurationMs === Infinity ? {} : { maxDurationMs }),
      ...(deadline === undefined ? {} : { deadline }),
      ...(earliest === undefined ? {} : { deadlineAt }),
    },
    notes,
  };
}
