import type { Runtime } from "../runtime/runtime.ts";
import type { AgentHandle, Router } from "./router.ts";

/**
 * Prefers the highest priority; among equals it draws two and takes the one with less work before it.
 *
 * Work is (running + waiting + 1) times the moving average of an attempt's duration. Two random choices
 * come close to the least loaded of all without herding (Mitzenmacher 2001, "The Power of Two Choices in
 * Randomized Load Balancing").
 */
export function createDefaultRouter(runtime: Runtime): Router {
  return {
    choose(candidates) {
      const preferred = countPreferred(candidates);
      if (preferred === 1) return candidates[0];
      const first = Math.floor(runtime.random() * preferred);
      const second = (first + 1 + Math.floor(runtime.random() * (preferred - 1))) % preferred;
      // A tie is left to chance: idle equals share what comes one by one.
      return candidates[load(candidates[second]) < load(candidates[first]) ? second : first];
    },
  };
}

function countPreferred(candidates: readonly AgentHandle[]): number {
  const highest = candidates[0].agent.priority ?? 5;
  let count = 1;
  while (count < candidates.length && (candidates[count].agent.priority ?? 5) === highest) count++;
  return count;
}

function load({ running, waiting, averageMs }: AgentHandle): number {
  // A millisecond at least, so that agents without a history are still told apart by what they hold.
  return (running + waiting + 1) * Math.max(averageMs, 1);
}
