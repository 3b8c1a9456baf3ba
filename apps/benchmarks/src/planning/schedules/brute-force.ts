import type { Instance } from "./random-plan.ts";

interface State {
  /** When each slot of each agent is free. */
  readonly slots: readonly (readonly number[])[];
  /** When each step ends; -1 for those that are not placed. */
  readonly ends: readonly number[];
}

/**
 * The shortest makespan of a small instance, by trying every order of its steps on every agent that can do them.
 *
 * In any schedule each step can be moved to the earliest time that the order of starts leaves it, on the agent that has it:
 * so one of the tries is optimal. Shares no code with the planner. Tries are cut when a step already ends too late for the
 * chain behind it, and when they come to a state that was met before.
 */
export function findOptimum({ steps, agents }: Instance): number {
  const positions = new Map(steps.map((step, index) => [step.id, index]));
  const before = steps.map((step) => step.dependsOn.map((id) => positions.get(id)!));
  const able = steps.map((step) =>
    agents.flatMap((agent, index) =>
      agent.capabilities.some(({ name }) => name === step.capability) ? [index] : [],
    ),
  );
  const chain = new Array<number>(steps.length).fill(0);
  for (let index = steps.length - 1; index >= 0; index -= 1)
    for (const earlier of before[index]!)
      chain[earlier] = Math.max(chain[earlier]!, chain[index]! + steps[index]!.estimatedTime);

  let best = Number.POSITIVE_INFINITY;
  const met = new Set<string>();
  const tryAll = ({ slots, ends }: State): void => {
    if (!ends.includes(-1)) {
      best = Math.min(best, Math.max(...ends));
      return;
    }
    const key = JSON.stringify([slots, ends]);
    if (met.has(key)) return;
    met.add(key);
    for (const [index, step] of steps.entries()) {
      if (ends[index]! >= 0 || before[index]!.some((earlier) => ends[earlier]! < 0)) continue;
      const ready = Math.max(0, ...before[index]!.map((earlier) => ends[earlier]!));
      for (const agent of able[index]!) {
        const [soonest = 0, ...others] = slots[agent]!;
        const end = Math.max(ready, soonest) + step.estimatedTime;
        if (end + chain[index]! >= best - 1e-9) continue;
        tryAll({
          slots: slots.with(
            agent,
            [...others, end].sort((one, other) => one - other),
          ),
          ends: ends.with(index, end),
        });
      }
    }
  };
  tryAll({
    slots: agents.map((agent) => new Array<number>(agent.maxConcurrency ?? steps.length).fill(0)),
    ends: steps.map(() => -1),
  });
  return best;
}
