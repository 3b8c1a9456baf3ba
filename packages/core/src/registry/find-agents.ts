import type { AgentDescriptor } from "./agent.ts";
import { describeAgent, type Registry } from "./registry.ts";

/** What a wanted agent must offer; every given part must fit, the last three by one and the same capability. */
export interface AgentQuery {
  readonly agentType?: string;
  readonly capability?: string;
  /** Labels that the capability must accept, all of them. */
  readonly inputTypes?: readonly string[];
  /** Labels that the capability must produce, all of them. */
  readonly outputTypes?: readonly string[];
}

/** Who can: the agents that fit the query, preferred first within their type. */
export function findAgents(registry: Registry, query: AgentQuery): readonly AgentDescriptor[] {
  const { agentType, capability, inputTypes = [], outputTypes = [] } = query;
  const entries = agentType === undefined ? registry.all() : registry.ofType(agentType);
  const anyCapability = capability === undefined && inputTypes.length === 0 && outputTypes.length === 0;
  return entries
    .filter(
      ({ agent }) =>
        anyCapability ||
        agent.capabilities.some(
          (offered) =>
            (capability === undefined || offered.name === capability) &&
            inputTypes.every((label) => offered.inputTypes.includes(label)) &&
            outputTypes.every((label) => offered.outputTypes.includes(label)),
        ),
    )
    .map(describeAgent);
}
