import type { Instance } from "./random-plan.ts";

/**
 * A makespan that no schedule can beat, by the two simplest arguments, in seconds.
 *
 * The longest chain of steps; and for every set of agents, of the steps that only they can do: the least that must come
 * before one of them + their work / the slots of the set + the least that must come after one of them.
 * Shares no code with the planner.
 */
export function boundPlainly({ steps, agents }: Instance): number {
  const positions = new Map(steps.map((step, index) => [step.id, index]));
  const heads = steps.map(() => 0);
  const tails = steps.map(() => 0);
  // each step stands after those it depends on
  for (const [index, step] of steps.entries())
    for (const id of step.dependsOn) {
      const earlier = positions.get(id)!;
      heads[index] = Math.max(heads[index]!, heads[earlier]! + steps[earlier]!.estimatedTime);
    }
  for (let index = steps.length - 1; index >= 0; index -= 1)
    for (const id of steps[index]!.dependsOn) {
      const earlier = positions.get(id)!;
      tails[earlier] = Math.max(tails[earlier]!, tails[index]! + steps[index]!.estimatedTime);
    }
  let bound = Math.max(...steps.map((step, index) => heads[index]! + step.estimatedTime + tails[index]!));
  for (let subset = 1; subset < 1 << agents.length; subset += 1) {
    const inside = agents.filter((_, index) => (subset >> index) % 2 === 1);
    const outside = agents.filter((_, index) => (subset >> index) % 2 === 0);
    const can = (list: typeof agents, capability: string | undefined): boolean =>
      list.some((agent) => agent.capabilities.some(({ name }) => name === capability));
    const own = [...steps.keys()].filter(
      (index) => can(inside, steps[index]!.capability) && !can(outside, steps[index]!.capability),
    );
    if (own.length === 0) continue;
    const work = own.reduce((sum, index) => sum + steps[index]!.estimatedTime, 0);
    const slots = inside.reduce((sum, agent) => sum + (agent.maxConcurrency ?? Infinity), 0);
    const head = Math.min(...own.map((index) => heads[index]!));
    const tail = Math.min(...own.map((index) => tails[index]!));
    bound = Math.max(bound, head + work / slots + tail);
  }
  return bound;
}
