import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import { quote } from "../text/quote.ts";
import { readForeign } from "../text/read-foreign.ts";
import { showValue } from "../text/show-value.ts";

const mostAgents = 100_000;

/**
 * The agents of an option. Throws `invalid_argument`, beginning with `where`, for what is no list of agent descriptors, and
 * for one that cannot be scheduled on.
 */
export function checkAgents(where: string, agents: unknown): readonly AgentDescriptor[] {
  return readForeign(where, "agents", () => {
    if (agents === undefined) return [];
    if (!Array.isArray(agents) || agents.length > mostAgents)
      throw refuse(
        where,
        `agents must be a list of at most ${mostAgents}, as orchestrator.findAgents() answers it`,
      );
    for (const [index, agent] of (agents as readonly unknown[]).entries()) {
      if (isDescriptor(agent)) checkConcurrency(where, agent);
      else
        throw refuse(
          where,
          `agents.${index} is ${showValue(agent)}, no agent with agentType, name and capabilities: pass orchestrator.findAgents()`,
        );
    }
    return agents as readonly AgentDescriptor[];
  });
}

/** The agents of options, which may be missing; throws as `checkAgents` does, also for options that are no object. */
export function readAgents(where: string, options: unknown): readonly AgentDescriptor[] {
  if (options === undefined) return [];
  if (typeof options !== "object" || options === null)
    throw refuse(where, `the options must be an object, not ${showValue(options)}`);
  return checkAgents(
    where,
    readForeign(where, "agents", () => (options as { readonly agents?: unknown }).agents),
  );
}

function isDescriptor(agent: unknown): agent is AgentDescriptor {
  if (typeof agent !== "object" || agent === null) return false;
  const { agentType, name, capabilities, priority } = agent as Readonly<Record<string, unknown>>;
  return (
    typeof agentType === "string" &&
    typeof name === "string" &&
    (priority === undefined || Number.isFinite(priority)) &&
    Array.isArray(capabilities) &&
    capabilities.every(
      (capability: unknown) =>
        typeof capability === "object" &&
        capability !== null &&
        typeof (capability as { readonly name?: unknown }).name === "string",
    )
  );
}

function checkConcurrency(
  where: string,
  { name, maxConcurrency = Number.POSITIVE_INFINITY }: AgentDescriptor,
): void {
  const isWhole = Number.isInteger(maxConcurrency) || maxConcurrency === Number.POSITIVE_INFINITY;
  if (isWhole && maxConcurrency >= 1) return;
  throw refuse(
    where,
    `agent ${quote(name)} has maxConcurrency ${showValue(maxConcurrency)}: use a whole number, 1 or more, or leave it out`,
  );
}

function refuse(where: string, problem: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}.`);
}
