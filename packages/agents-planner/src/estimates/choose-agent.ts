import type { AgentDescriptor, AgentTypeName } from "@convoke/core";

/** Whom a step asks. */
interface AgentRequest {
  readonly agentType?: AgentTypeName | undefined;
  readonly agentName?: string | undefined;
  readonly capability?: string | undefined;
}

/** Tells which of the registered agents would do a step. */
export type AgentChooser = (request: AgentRequest) => AgentDescriptor | undefined;

const defaultPriority = 5;

/**
 * Makes a chooser: by type, name and capability as the orchestrator routes; of equals the dearest, as its own estimate
 * assumes, since it may be any of them.
 */
export function createAgentChooser(agents: readonly AgentDescriptor[]): AgentChooser {
  const byType = new Map<string, AgentDescriptor[]>();
  const byCapability = new Map<string, AgentDescriptor[]>();
  const add = (index: Map<string, AgentDescriptor[]>, name: string, agent: AgentDescriptor): void => {
    const list = index.get(name);
    if (list === undefined) index.set(name, [agent]);
    else if (list.at(-1) !== agent) list.push(agent);
  };
  for (const agent of agents) {
    add(byType, agent.agentType, agent);
    for (const { name } of agent.capabilities) add(byCapability, name, agent);
  }
  return ({ agentType, agentName, capability }) => {
    const list = agentType === undefined ? byCapability.get(capability ?? "") : byType.get(agentType);
    let chosen: AgentDescriptor | undefined;
    for (const agent of list ?? []) {
      if (agentName !== undefined && agent.name !== agentName) continue;
      if (capability !== undefined && !offers(agent, capability)) continue;
      if (chosen === undefined || goesBefore(agent, chosen, capability)) chosen = agent;
    }
    return chosen;
  };
}

/** What an agent has announced for a capability, else the greatest of its capabilities; `undefined` where it says nothing. */
export function readAnnounced(
  { capabilities }: AgentDescriptor,
  capability?: string,
): { readonly seconds: number | undefined; readonly costUsd: number | undefined } {
  const named = capabilities.filter(({ name }) => name === capability);
  const serving = named.length > 0 ? named.slice(0, 1) : capabilities;
  if (serving.length === 0) return { seconds: undefined, costUsd: undefined };
  // The greatest of a list with a hole is not known.
  const costs = serving.map(({ costEstimate }) => costEstimate).filter((cost) => cost !== undefined);
  return {
    seconds: Math.max(...serving.map(({ estimatedTime }) => estimatedTime)),
    costUsd: costs.length < serving.length ? undefined : Math.max(...costs),
  };
}

/**
 * The capability by which an agent serves a step: the one that was asked for, else the one that the input's `type`
 * names, where the agent offers it.
 */
export function findServedCapability(
  agent: AgentDescriptor | undefined,
  { capability, input }: { readonly capability?: string | undefined; readonly input?: unknown },
): string | undefined {
  if (capability !== undefined || agent === undefined) return capability;
  const type: unknown =
    typeof input === "object" && input !== null && "type" in input ? input.type : undefined;
  return typeof type === "string" && offers(agent, type) ? type : undefined;
}

/** True when an agent has announced the capability. */
export function offers({ capabilities }: AgentDescriptor, capability: string): boolean {
  return capabilities.some(({ name }) => name === capability);
}

function goesBefore(agent: AgentDescriptor, other: AgentDescriptor, capability: string | undefined): boolean {
  const priority = (agent.priority ?? defaultPriority) - (other.priority ?? defaultPriority);
  if (priority !== 0) return priority > 0;
  const cost = (one: AgentDescriptor): number => readAnnounced(one, capability).costUsd ?? Infinity;
  return cost(agent) > cost(other);
}
