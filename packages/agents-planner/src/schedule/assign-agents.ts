import { createStepHeap } from "./step-heap.ts";
import type { BuiltProblem } from "./build-problem.ts";
import type { AgentMatch } from "./match-agents.ts";
import type { Timetable } from "./scheduling-problem.ts";

/** For each step the agent that does it, as a position in the match: of the free ones of its pool the preferred one. */
export function assignAgents(
  { problem, agentsOfPool }: BuiltProblem,
  { agents, eligible }: AgentMatch,
  { starts, pools }: Timetable,
): number[] {
  const { size, durations } = problem;
  const stepsOfPool: number[][] = agentsOfPool.map(() => []);
  const assigned = Array.from({ length: size }, (_, step) => {
    const pool = pools[step]!;
    if (pool >= 0) stepsOfPool[pool]!.push(step);
    return eligible[step]!.find((agent) => agents[agent]!.capacity >= size) ?? eligible[step]![0]!;
  });
  const ends = new Float64Array(size);
  const slotOf = new Int32Array(size);
  for (const [pool, steps] of stepsOfPool.entries()) {
    steps.sort((one, other) => starts[one]! - starts[other]! || one - other);
    const slots = listSlots(agentsOfPool[pool]!, agents, steps.length);
    const free = createStepHeap(new Float64Array(slots.length));
    for (const slot of slots.keys()) free.push(slot);
    const busy = createStepHeap(ends);
    for (const step of steps) {
      while (busy.size() > 0 && ends[busy.peek()]! <= starts[step]!) free.push(slotOf[busy.pop()]!);
      const slot = free.pop();
      slotOf[step] = slot;
      assigned[step] = slots[slot]!;
      ends[step] = starts[step]! + durations[step]!;
      busy.push(step);
    }
  }
  return assigned;
}

/** The agents' slots, the preferred agent's first, as many as can be needed. */
function listSlots(
  members: readonly number[],
  agents: AgentMatch["agents"],
  needed: number,
): readonly number[] {
  const slots: number[] = [];
  for (const agent of members) {
    for (let count = 0; count < agents[agent]!.capacity && slots.length < needed; count += 1)
      slots.push(agent);
  }
  return slots;
}
