import type { RegisteredAgent } from "../registry/registered-agent.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import { chooseAgent, leaveOutDeaf } from "../tasks/route.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/**
 * Names the agents for several equal tasks, so that different ones come first.
 *
 * Round by round, the router picks for each seat among those that have the fewest seats so far; agents that
 * could not answer are left out. `recorded` holds, for each seat, what an earlier life of the run has stored:
 * who is named there keeps the seat. A seat stays `undefined` when there is no choice, or when the router
 * declines it: its task is routed like any other.
 */
export function seatPanel(
  kernel: TaskKernel,
  spec: TaskSpec,
  recorded: readonly (Task | undefined)[],
): readonly (string | undefined)[] {
  const able = leaveOutDeaf(kernel, kernel.registry.candidates(spec.agentType, spec));
  if (able.length < 2) return recorded.map(() => undefined);
  const seats = new Map(able.map((agent) => [agent, 0]));
  const take = (agent: RegisteredAgent): string => {
    seats.set(agent, seats.get(agent)! + 1);
    return agent.agent.name;
  };
  const kept = recorded.map((task) => {
    const agent = able.find(({ agent: { name } }) => name === task?.agentName);
    return agent === undefined ? undefined : take(agent);
  });
  let round: readonly RegisteredAgent[] = [];
  return kept.map((name) => {
    if (name !== undefined) return name;
    if (round.length === 0) {
      const fewest = Math.min(...seats.values());
      round = able.filter((agent) => seats.get(agent) === fewest);
    }
    const chosen = choose(kernel, round, spec);
    if (chosen === undefined) return undefined;
    round = round.filter((agent) => agent !== chosen);
    return take(chosen);
  });
}

/** What a router that throws or declines means for its task, routing says when the task starts. */
function choose(
  kernel: TaskKernel,
  candidates: readonly RegisteredAgent[],
  spec: TaskSpec,
): RegisteredAgent | undefined {
  try {
    return chooseAgent(kernel, candidates, spec);
  } catch {
    return undefined;
  }
}
