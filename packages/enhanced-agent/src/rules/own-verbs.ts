import type { ListedAgent } from "../prompt/conversation-view.ts";
import { knownTypes, meaningOf } from "./words.ts";

/** The listed agent of another kind that is named for a verb: `translator` for "translate". */
export function findOwnAgent(verb: string, agents: readonly ListedAgent[]): string | undefined {
  if (!/^[a-z]{4,30}$/i.test(verb) || meaningOf(verb) !== undefined) return undefined;
  const stem = verb.toLowerCase().slice(0, Math.max(4, verb.length - 2));
  const isNamedFor = (name: string): boolean =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((part) => part.startsWith(stem));
  return agents.find(
    ({ agentType, capabilities }) =>
      !knownTypes.has(agentType) &&
      agentType !== "main" &&
      [agentType, ...capabilities.map(({ name }) => name)].some(isNamedFor),
  )?.agentType;
}
