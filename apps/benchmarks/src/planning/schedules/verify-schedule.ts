import type { PlanSchedule } from "@convoke/agents-planner";
import type { Instance } from "./random-plan.ts";

/** When a step runs, and on whom. */
export type Placement = Pick<PlanSchedule["steps"][number], "id" | "agent" | "startSeconds" | "endSeconds">;

const tolerance = 1e-6;

/** What is wrong with a schedule; shares no code with the planner. An empty list means that it can be carried out. */
export function verifySchedule(
  { steps, agents }: Instance,
  placements: readonly Placement[],
  makespanSeconds: number,
): string[] {
  const faults: string[] = [];
  const placed = new Map(placements.map((placement) => [placement.id, placement]));
  if (placements.length !== steps.length || placed.size !== steps.length)
    faults.push(`${placements.length} placements of ${steps.length} steps`);
  for (const step of steps) {
    const placement = placed.get(step.id);
    if (placement === undefined) {
      faults.push(`${step.id} is not placed`);
      continue;
    }
    const { startSeconds, endSeconds } = placement;
    if (!(startSeconds >= 0)) faults.push(`${step.id} starts at ${startSeconds}`);
    if (!(Math.abs(endSeconds - startSeconds - step.estimatedTime) <= 2 * tolerance))
      faults.push(`${step.id} takes ${endSeconds - startSeconds} instead of ${step.estimatedTime}`);
    for (const id of step.dependsOn)
      if (!((placed.get(id)?.endSeconds ?? Infinity) <= startSeconds + tolerance))
        faults.push(`${step.id} starts before ${id} ends`);
    const agent = agents.find(({ name }) => name === placement.agent);
    if (agent === undefined) faults.push(`${step.id} is on ${placement.agent}, whom nobody knows`);
    else if (!agent.capabilities.some(({ name }) => name === step.capability))
      faults.push(`${step.id} is on ${agent.name}, who cannot do it`);
  }
  for (const { name, maxConcurrency = Infinity } of agents)
    faults.push(...verifyCapacity(name, maxConcurrency, placements));
  const last = Math.max(0, ...placements.map((placement) => placement.endSeconds));
  if (!(Math.abs(last - makespanSeconds) <= tolerance))
    faults.push(`the last step ends at ${last}, the makespan is ${makespanSeconds}`);
  return faults;
}

function verifyCapacity(agent: string, slots: number, placements: readonly Placement[]): string[] {
  const events = placements
    .filter((placement) => placement.agent === agent && placement.endSeconds > placement.startSeconds)
    .flatMap(({ startSeconds, endSeconds }) => [
      { time: startSeconds + tolerance, change: 1 },
      { time: endSeconds, change: -1 },
    ])
    .sort((one, other) => one.time - other.time || one.change - other.change);
  let running = 0;
  for (const { time, change } of events) {
    running += change;
    if (running > slots) return [`${agent} does ${running} steps at ${time}, ${slots} at most`];
  }
  return [];
}
