import type { TaskSpec } from "../tasks/task-spec.ts";
import type { ConsensusPlan } from "./plan.ts";
import type { RunScope } from "./run-scope.ts";

/**
 * The tasks of a consensus, one for each voter.
 *
 * A type that is named several times is a panel, whose seats `seat` fills. One that is named once is routed
 * like any task, when its turn comes.
 */
export function createVoterSpecs(seat: RunScope["seat"], plan: ConsensusPlan): readonly TaskSpec[] {
  const { agents, task, input, capability, timeoutMs, attemptTimeoutMs, retry, priority } = plan;
  const createSpec = (agentType: string, agentName: string | undefined): TaskSpec => ({
    agentType,
    agentName,
    description: task,
    input,
    capability,
    timeoutMs,
    attemptTimeoutMs,
    retry,
    priority,
  });
  const panels = new Map<string, number[]>();
  for (const [position, agentType] of agents.entries()) {
    const panel = panels.get(agentType);
    if (panel === undefined) panels.set(agentType, [position]);
    else panel.push(position);
  }
  const names = new Array<string | undefined>(agents.length);
  for (const [agentType, positions] of panels) {
    if (positions.length === 1) continue;
    const seated = seat(createSpec(agentType, undefined), positions);
    for (const [place, position] of positions.entries()) names[position] = seated[place];
  }
  return agents.map((agentType, position) => createSpec(agentType, names[position]));
}
