import type { Instance } from "./random-plan.ts";
import type { Placement } from "./verify-schedule.ts";

/**
 * What is compared with: a plain list scheduler with one rule. Whenever an agent is free, of the steps that it can do and
 * whose dependencies have ended it takes the one with the longest chain behind it; agents in the order given.
 */
export function schedulePlainly({ steps, agents }: Instance): Placement[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const chain = new Map(steps.map((step) => [step.id, step.estimatedTime]));
  for (const step of steps.toReversed())
    for (const id of step.dependsOn) {
      const length = byId.get(id)!.estimatedTime + chain.get(step.id)!;
      chain.set(id, Math.max(chain.get(id)!, length));
    }
  const waiting = new Set(steps.toSorted((one, other) => chain.get(other.id)! - chain.get(one.id)!));
  const placed = new Map<string, Placement>();
  let now = 0;
  while (waiting.size > 0) {
    for (const step of waiting) {
      if (!step.dependsOn.every((id) => (placed.get(id)?.endSeconds ?? Infinity) <= now)) continue;
      const running = [...placed.values()].filter((placement) => placement.endSeconds > now);
      const agent = agents.find(
        ({ name, capabilities, maxConcurrency = Infinity }) =>
          capabilities.some((capability) => capability.name === step.capability) &&
          running.filter((placement) => placement.agent === name).length < maxConcurrency,
      );
      if (agent === undefined) continue;
      placed.set(step.id, {
        id: step.id,
        agent: agent.name,
        startSeconds: now,
        endSeconds: now + step.estimatedTime,
      });
      waiting.delete(step);
    }
    const ends = [...placed.values()].map((placement) => placement.endSeconds).filter((end) => end > now);
    now = Math.min(...ends);
  }
  return [...placed.values()];
}
