import { AgentType, type ConsensusOutcome, type Orchestrator, systemRuntime, type Task } from "@convoke/core";
import { countOf, formatField, indent, truncateText } from "../report/text.ts";
import type { TaskFacts } from "../report/task-line.ts";
import { formatQuotes } from "../report/quotes.ts";
import { readVerdict } from "./results.ts";
import type { Section, SectionContext } from "./section.ts";
import { differences } from "./voters.ts";

/** A statement about Turborepo, an installed package, and whether it holds; the agents are not told. */
interface Fact {
  readonly id: string;
  readonly claim: string;
  readonly isTrue: boolean;
}

const facts: readonly Fact[] = [
  { id: "fact-one", claim: "If the checkout is too shallow, all packages will be considered changed", isTrue: true },
  { id: "fact-two", claim: "Start the proxy server on the configured port (default: 4000)", isTrue: false },
];
const minAgreement = 0.7;
/** Asked in small groups, so that the last need not be asked when the verdict stands. */
const askedAtOnce = 2;

const verdictWords: Readonly<Record<string, string>> = {
  supported: "supported",
  refuted: "refuted",
  not_enough_info: "not conclusive",
};

/** Two facts, one true and one false, put to agents with different sources and different rankings. */
export const consensus: Section = {
  heading: "4. CONSENSUS DECISION MAKING",
  explanation: "Multiple agents vote on the best approach",
  asked:
    "Are these two statements about Turborepo right? One is, the other has a wrong number. Every knowledge agent has a vote: " +
    `some know one chapter only, some know everything and rank it differently. ${minAgreement * 100} % must agree.`,
  async run(context) {
    const startedAt = systemRuntime.now();
    const votes: Verification[] = [];
    for (const fact of facts) votes.push(await verify(fact, context));
    return {
      tasks: votes.flatMap(({ outcome }) => outcome.tasks),
      elapsedMs: systemRuntime.now() - startedAt,
      lines: votes.flatMap((vote, position) => [...(position > 0 ? [""] : []), ...formatVote(vote, context)]),
      outcome: { minAgreement, votes: votes.map(toPlainVote) },
      misses: votes.flatMap(listVoteMisses),
    };
  },
};

interface Verification {
  readonly fact: Fact;
  readonly outcome: ConsensusOutcome;
}

async function verify(fact: Fact, { orchestrator, signal, follow }: SectionContext): Promise<Verification> {
  const agents = listVoters(orchestrator);
  const tasks = agents.map((agentType, position) => ({
    taskId: `${fact.id}/${position}`,
    agentType,
    description: fact.claim,
  }));
  const outcome = await follow({ runId: fact.id, tasks, isConcurrent: true, describe: describeVote }, () =>
    orchestrator.executeConsensus({
      id: fact.id,
      signal,
      task: fact.claim,
      agents,
      capability: "verify_fact",
      input: { type: "verify_fact", claim: fact.claim },
      minAgreement,
      concurrency: askedAtOnce,
    }),
  );
  return { fact, outcome };
}

/** One vote for every knowledge agent that can verify. */
function listVoters(orchestrator: Orchestrator): string[] {
  return orchestrator
    .findAgents({ agentType: AgentType.KNOWLEDGE, capability: "verify_fact" })
    .map(({ agentType }) => agentType);
}

function describeVote(task: TaskFacts & { readonly result?: unknown }): string {
  const verdict = readVerdict(task as Task)?.verdict;
  const word = verdict === undefined ? task.status.replace("_", " ") : verdictWords[verdict];
  const differsBy = differences[task.agentName ?? ""] ?? "knows everything, usual ranking";
  return task.agentName === undefined ? word : `${word.padEnd(14)}  ${differsBy}`;
}
