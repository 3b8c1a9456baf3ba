import {
  createKnowledgeAgent,
  type KnowledgeAgent,
  type KnowledgeAgentOptions,
  type KnowledgeIndex,
} from "@convoke/agents-knowledge";

/** A voter beside the main knowledge agent, and what makes its vote one of its own. */
interface Voter extends Pick<KnowledgeAgentOptions, "include" | "ranking" | "priority"> {
  readonly name: string;
  readonly differsBy: string;
}

const ofTurborepo = "**/node_modules/turbo/docs";

/**
 * Three voters know one chapter of Turborepo's documentation each and nothing else; three know everything and
 * rank it by other rules. The chapters have the higher priority, so that they are asked before the rankings.
 */
const voters: readonly Voter[] = [
  {
    name: "Reference Reader",
    differsBy: "only the reference",
    include: `${ofTurborepo}/reference/**`,
    priority: 4,
  },
  {
    name: "Guides Reader",
    differsBy: "only the guides",
    include: `${ofTurborepo}/guides/**`,
    priority: 4,
  },
  {
    name: "Handbook Reader",
    differsBy: "only the handbook",
    include: `${ofTurborepo}/crafting-your-repository/**`,
    priority: 4,
  },
  {
    name: "Word Counter",
    differsBy: "all, by single words",
    ranking: { bigramWeight: 0, sentenceWeight: 0, titleBoost: 0 },
    priority: 3,
  },
  {
    name: "Heading Reader",
    differsBy: "all, headings first",
    ranking: { titleBoost: 2 },
    priority: 3,
  },
  {
    name: "Sentence Reader",
    differsBy: "all, best sentence first",
    ranking: { sentenceWeight: 1 },
    priority: 3,
  },
];

/** What sets each voter apart, by its name. */
export const differences: Readonly<Record<string, string>> = Object.fromEntries(
  voters.map(({ name, differsBy }) => [name, differsBy]),
);

/** The further knowledge agents that vote, over one shared index. */
export function createVoters(index: KnowledgeIndex): KnowledgeAgent[] {
  return voters.map(({ differsBy: _, ...options }) => createKnowledgeAgent({ index, ...options }));
}
