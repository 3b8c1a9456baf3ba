import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import type { AgentDescriptor } from "./agent-descriptor.ts";
import type { AgentQuery } from "./agent-query.ts";
import { describeAgent, type Registry } from "./registry.ts";

const parts = Object.keys({
  agentType: true,
  capability: true,
  inputTypes: true,
  outputTypes: true,
} satisfies Record<keyof AgentQuery, true>);

/**
 * Who can: the agents that fit the query, in the order in which a task would prefer them.
 *
 * Throws `invalid_argument` for a query that cannot be asked.
 */
export function findAgents(registry: Registry, query: AgentQuery): readonly AgentDescriptor[] {
  checkQuery(query);
  const { agentType, capability, inputTypes = [], outputTypes = [] } = query;
  const entries = agentType === undefined ? registry.all(capability) : registry.ofType(agentType);
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

function checkQuery(query: AgentQuery): void {
  if (typeof query !== "object" || query === null)
    refuse(`pass an object { ${parts.join(", ")} }, not ${showValue(query)}`);
  refuseUnknownNames(query, parts, "findAgents: unknown part");
  const { agentType, capability, inputTypes, outputTypes } = query;
  for (const [name, value] of Object.entries({ agentType, capability })) {
    if (value !== undefined && typeof value !== "string")
      refuse(`${name} ${showValue(value)} must be a string, or be left out`);
  }
  for (const [name, labels] of Object.entries({ inputTypes, outputTypes })) {
    const isList = Array.isArray(labels) && labels.every((label) => typeof label === "string");
    if (labels !== undefined && !isList) refuse(`${name} must be a list of strings, or be left out`);
  }
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `findAgents: ${problem}`);
}
