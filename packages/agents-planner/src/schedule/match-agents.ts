import type { AgentDescriptor } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";

/** Whom a step asks. */
export type StepRequest = Pick<PlanStep, "agentType" | "agentName" | "capability">;

/** An agent of a schedule: a registered one, or a type or capability that stands for one that nobody knows. */
interface SchedulableAgent {
  /** Unique in the schedule. */
  readonly label: string;
  /** Missing for one that nobody knows. */
  readonly descriptor?: AgentDescriptor;
  /** Infinite when it does any number of steps at once. */
  readonly capacity: number;
}

/** Who can do which step. */
export interface AgentMatch {
  readonly agents: readonly SchedulableAgent[];
  /** For each step the agents that fit, as positions in `agents`, the preferred first; never empty. */
  readonly eligible: readonly (readonly number[])[];
}

/**
 * Finds the agents that fit each step, by type and capability.
 *
 * Where nobody fits, the type, else the capability, stands for one agent without limit. Agents that share a name are told
 * apart by their type.
 */
export function matchAgents(
  steps: readonly StepRequest[],
  descriptors: readonly AgentDescriptor[],
): AgentMatch {
  const names = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of descriptors) (names.has(name) ? shared : names).add(name);
  const agents: SchedulableAgent[] = descriptors.map((descriptor) => ({
    label: shared.has(descriptor.name) ? `${descriptor.agentType}/${descriptor.name}` : descriptor.name,
    descriptor,
    capacity: descriptor.maxConcurrency ?? Number.POSITIVE_INFINITY,
  }));
  const preferred = descriptors
    .map((_, index) => index)
    .sort((one, other) => priorityOf(descriptors[other]) - priorityOf(descriptors[one]));
  const find = createFinder(descriptors, preferred);
  const known = new Map<string, readonly number[]>();
  const standIns = new Map<string, number>();
  const eligible = steps.map((step) => {
    const key = JSON.stringify([step.agentType, step.agentName, step.capability]);
    let found = known.get(key);
    if (found !== undefined) return found;
    found = find(step).filter(
      (index) => step.agentName === undefined || descriptors[index]!.name === step.agentName,
    );
    if (found.length === 0) {
      const name = step.agentType ?? step.capability ?? "nobody";
      const position = standIns.get(name) ?? agents.length;
      standIns.set(name, position);
      if (position === agents.length)
        agents.push({
          label: names.has(name) ? `${name} (not registered)` : name,
          capacity: Number.POSITIVE_INFINITY,
        });
      found = [position];
    }
    known.set(key, found);
    return found;
  });
  return { agents, eligible };
}

function priorityOf(descriptor: AgentDescriptor | undefined): number {
  return descriptor?.priority ?? 5;
}

function createFinder(
  descriptors: readonly AgentDescriptor[],
  preferred: readonly number[],
): (step: StepRequest) => readonly number[] {
  const byType = new Map<string, number[]>();
  const byCapability = new Map<string, number[]>();
  for (const index of preferred) {
    const { agentType, capabilities } = descriptors[index]!;
    addTo(byType, agentType, index);
    for (const name of new Set(capabilities.map((capability) => capability.name)))
      addTo(byCapability, name, index);
  }
  return ({ agentType, capability }) => {
    if (capability === undefined) return byType.get(agentType ?? "") ?? [];
    const able = byCapability.get(capability) ?? [];
    return agentType === undefined
      ? able
      : able.filter((index) => descriptors[index]!.agentType === agentType);
  };
}

function addTo(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else list.push(index);
}
