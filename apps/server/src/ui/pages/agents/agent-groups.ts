import type { AgentInfo } from "../../../api/agent.ts";

/** The agents of one type. */
export interface AgentGroup {
  readonly agentType: string;
  readonly agents: readonly AgentInfo[];
}

/** Agents whose name, type, description or capabilities hold all words of `search`, by type, the preferred first. */
export function groupAgents(agents: readonly AgentInfo[], search: string): readonly AgentGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = agents.filter((agent) => {
    const text = describe(agent);
    return words.every((word) => text.includes(word));
  });
  const groups = Map.groupBy(found, ({ agentType }) => agentType);
  return [...groups]
    .map(([agentType, members]) => ({
      agentType,
      agents: members.toSorted(
        (one, other) => other.priority - one.priority || compare(one.name, other.name),
      ),
    }))
    .sort((one, other) => compare(one.agentType, other.agentType));
}

function describe({ agentType, name, description, capabilities }: AgentInfo): string {
  const offered = capabilities.flatMap((each) => [each.name, each.description]);
  return [agentType, name, description, ...offered].join("\n").toLowerCase();
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How what is measured compares with what was announced. */
export interface Comparison {
  readonly announced: number;
  readonly measured: number;
  readonly words: string;
}

/** Compares a measured mean with the announced figure; `undefined` where one of the two is not known. */
export function compareEstimate(announced: number | undefined, measured: number): Comparison | undefined {
  if (announced === undefined || announced <= 0 || !(measured > 0)) return undefined;
  const factor = measured / announced;
  return { announced, measured, words: nameFactor(factor) };
}

function nameFactor(factor: number): string {
  if (factor >= 0.9 && factor <= 1.1) return "as announced";
  if (factor > 1) return `${shorten(factor)} times what was announced`;
  const percent = factor * 100;
  return `${percent < 1 ? "less than 1" : Math.round(percent)} % of what was announced`;
}

function shorten(factor: number): string {
  return factor < 10 ? factor.toFixed(1).replace(/\.0$/, "") : Math.round(factor).toLocaleString("en-US");
}
