import type { Work } from "./random-steps.ts";

/** The shortest makespan by trying every order of a few steps on every agent that can do them, in seconds. */
export function findOptimum({ steps, agents }: Work): number {
  let best = Number.POSITIVE_INFINITY;
  const tryAll = (
    ends: ReadonlyMap<string, number>,
    slots: readonly (readonly number[])[],
    last: number,
  ): void => {
    if (last >= best) return;
    if (ends.size === steps.length) best = last;
    for (const { id, dependsOn, capability, estimatedTime } of steps) {
      if (ends.has(id) || !dependsOn.every((before) => ends.has(before))) continue;
      const ready = Math.max(0, ...dependsOn.map((before) => ends.get(before)!));
      for (const [index, agent] of agents.entries()) {
        if (!agent.capabilities.some(({ name }) => name === capability)) continue;
        const [soonest = 0, ...others] = slots[index]!;
        // what takes no time takes no slot
        const start = estimatedTime === 0 ? ready : Math.max(ready, soonest);
        const end = start + estimatedTime;
        const taken =
          estimatedTime === 0 ? slots[index]! : [...others, end].sort((one, other) => one - other);
        tryAll(new Map([...ends, [id, end]]), slots.with(index, taken), Math.max(last, end));
      }
    }
  };
  const slots = agents.map(({ maxConcurrency = steps.length }) => new Array<number>(maxConcurrency).fill(0));
  tryAll(new Map(), slots, 0);
  return best;
}
