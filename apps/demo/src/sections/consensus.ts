import { AgentType, type ConsensusOutcome, systemRuntime, TaskStatus } from "@convoke/core";
import type { Conductor } from "../conductor.ts";
import { wrapText } from "../report/text.ts";
import type { TaskFacts } from "../report/task-line.ts";
import { describeAgreement, formatVote, verdictWords } from "../report/vote-lines.ts";
import { expectTasks, readVerdict } from "./results.ts";
import type { Section, SectionContext } from "./section.ts";
import { differences } from "./voters.ts";

/** A statement out of the documentation of Turborepo, and whether it holds; the agents are not told. */
interface Fact {
  readonly id: string;
  readonly claim: string;
  readonly isTrue: boolean;
}

const facts: readonly Fact[] = [
  {
    id: "fact-one",
    claim: "If the checkout is too shallow, all packages will be considered changed",
    isTrue: true,
  },
  { id: "fact-two", claim: "ESLint v8 is end-of-life as of October 5, 2025", isTrue: false },
];
const minAgreement = 0.7;
/** Asked in small groups, so that the last need not be asked when the verdict stands. */
const askedAtOnce = 2;

/** Two facts, one true and one false, put to agents with different sources and different rankings. */
export const consensus: Section = {
  heading: "4. CONSENSUS DECISION MAKING",
  explanation: "Multiple agents vote on the best approach",
  asked:
    "Does Turborepo's documentation bear out these two statements? It does for one; the other has a wrong date. Every knowledge agent has a vote: " +
    `some know one chapter only, some know everything and rank it differently. ${minAgreement * 100} % must agree.`,
  async run(context) {
    const startedAt = systemRuntime.now();
    const votes: Verification[] = [];
    for (const fact of facts) {
      if (votes.length > 0) context.print([""]);
      context.print([...wrapText(`“${fact.claim}”`, context.width), ""]);
      const vote = { fact, outcome: await voteOn(fact, context) };
      context.print(formatVote(vote.outcome, context));
      votes.push(vote);
    }
    return {
      tasks: votes.flatMap(({ outcome }) => outcome.tasks),
      elapsedMs: systemRuntime.now() - startedAt,
      outcome: { minAgreement, votes: votes.map(toPlainVote) },
      misses: votes.flatMap(listVoteMisses),
    };
  },
};

interface Verification {
  readonly fact: Fact;
  readonly outcome: ConsensusOutcome;
}

async function voteOn(
  fact: Fact,
  { orchestrator, signal, follow }: SectionContext,
): Promise<ConsensusOutcome> {
  const agents = listVoters(orchestrator);
  const tasks = expectTasks(
    fact.id,
    agents.map((agentType) => ({ agentType, description: fact.claim })),
  );
  return follow({ runId: fact.id, tasks, isConcurrent: true, describe: describeVote }, () =>
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
}

/** One vote for every knowledge agent that can verify. */
function listVoters(orchestrator: Conductor): string[] {
  return orchestrator
    .findAgents({ agentType: AgentType.KNOWLEDGE, capability: "verify_fact" })
    .map(({ agentType }) => agentType);
}

/** What a voter answered and what sets it apart. */
function describeVote(task: TaskFacts): string {
  if (task.status === TaskStatus.CANCELLED)
    return task.startedAt === undefined ? "not asked: verdict settled" : "stopped: verdict settled";
  const verdict = readVerdict(task)?.verdict;
  const answer = verdict === undefined ? (task.error ?? "") : verdictWords[verdict];
  return [answer, differences[task.agentName ?? ""] ?? "all, usual ranking"]
    .filter((part) => part !== "")
    .join(" · ");
}

function toPlainVote({ fact, outcome }: Verification): Record<string, unknown> {
  const { winningResult, tasks: _, ...tally } = outcome;
  return { claim: fact.claim, verdict: readVerdict({ result: winningResult })?.verdict, ...tally };
}

/** A vote should find out what is so; how it comes out is up to the voters. */
function listVoteMisses({ fact, outcome }: Verification): string[] {
  const verdict = readVerdict({ result: outcome.winningResult })?.verdict;
  if (!outcome.consensus) return [`no consensus on “${fact.claim}”: ${describeAgreement(outcome)}`];
  const expected = fact.isTrue ? "supported" : "refuted";
  return verdict === expected ? [] : [`“${fact.claim}” should be ${expected} and came out as ${verdict}`];
}
