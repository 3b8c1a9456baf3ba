import { type AgentContext, type AgentDescriptor, AgentType, nearestName } from "@convoke/core";
import { toLine } from "../evidence/clip.ts";

/** Who can be delegated to, by the names that they go by. */
export interface KnownAgents {
  readonly types: readonly string[];
  readonly capabilities: readonly string[];
  readonly agents: readonly AgentDescriptor[];
}

const longestName = 100;
const mostListed = 20;

/** Asks who is registered. */
export async function findKnownAgents(context: Pick<AgentContext, "findAgents">): Promise<KnownAgents> {
  const agents = await context.findAgents();
  const types = [...new Set(agents.map(({ agentType }) => agentType))];
  const capabilities = [...new Set(agents.flatMap((agent) => agent.capabilities.map(({ name }) => name)))];
  return { types, capabilities, agents };
}

/**
 * The registered name that a model has meant: capitals, brackets and a trailing "agent" do not count. What is not registered
 * stays as it was written, on one line.
 */
export function resolveName(written: string, known: readonly string[]): string {
  const name = toLine(written, longestName).replace(/^[\s[("'`<]+|[\s\])"'`>.,:;]+$/g, "");
  if (known.includes(name)) return name;
  const simple = simplify(name);
  const shorter = simplify(name.replace(/[\s_-]*agent$/i, ""));
  return (
    known.find((each) => simplify(each) === simple) ??
    known.find((each) => simplify(each) === shorter) ??
    name
  );
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "_");
}

/** For a name that is not registered: who is, and what was probably meant. */
export function describeKnown(name: string, { types, capabilities }: KnownAgents): string {
  const others = types.filter((type) => type !== AgentType.MAIN);
  const nearest = nearestName(name, [...others, ...capabilities]);
  return [
    ...(nearest === undefined ? [] : [`Did you mean ${nearest}?`]),
    others.length === 0 ? "No agent is registered." : `Registered agent types: ${list(others)}.`,
    ...(capabilities.length === 0 ? [] : [`Capabilities: ${list(capabilities)}.`]),
  ].join(" ");
}

function list(names: readonly string[]): string {
  const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : "";
  return names.slice(0, mostListed).join(", ") + more;
}
