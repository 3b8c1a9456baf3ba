import { type ConsensusOutcome, type DataBlock, delegateConsensus } from "@convoke/core";
import type { ActionOutcome } from "../action/action-definition.ts";
import { defineAction } from "../action/define-action.ts";
import { toLine } from "../evidence/clip.ts";
import { formatData } from "../evidence/format-data.ts";
import { fingerprintAsked } from "../evidence/fingerprint.ts";
import type { Entry } from "../evidence/ledger.ts";
import { readData } from "../evidence/read-data.ts";
import { toResultBlock } from "../evidence/result-block.ts";
import type { ActionContext } from "../loop/action-context.ts";
import { AgentState } from "../machine/agent-state.ts";
import { isMistake } from "./delegate.ts";
import { describeKnown, findKnownAgents, resolveName } from "./known-agents.ts";

const mostVoters = 15;
const defaultAgreement = 0.7;

/** Puts a question to several agents and counts what they say. */
export const consensusAction = defineAction({
  name: "CONSENSUS",
  description:
    "Puts the same question to several agents and counts their answers. Use it when one answer is not safe enough.",
  states: [AgentState.EXECUTING],
  fields: {
    QUESTION: {
      description: "The question, in a sentence that can be understood by itself.",
      example: "Is it true that water boils at 100 °C at sea level?",
    },
    AGENTS: {
      kind: "list",
      description: "Agent types, one line for each vote; the same type may vote several times.",
      example: "- knowledge\n- knowledge\n- review",
    },
    INPUT: {
      kind: "json",
      description: "Input as JSON, the same for all, only when they need more than QUESTION.",
      required: false,
      example: '{ "claim": "Water boils at 100 °C at sea level" }',
    },
    MIN_AGREEMENT: {
      kind: "number",
      description: "The share of votes that decides, above 0 and at most 1. Left out: 0.7.",
      required: false,
      example: "0.7",
    },
  },
  hasSideEffects: true,
  runsTogether: true,
  async handle({ fields }, context) {
    const known = await findKnownAgents(context.agent);
    const agents = readVoters(fields.AGENTS).map((name) => resolveName(name, known.types));
    const { INPUT: input, QUESTION: task, MIN_AGREEMENT: written = defaultAgreement } = fields;
    if (agents.length === 0 || agents.length > mostVoters)
      return standStill(
        `CONSENSUS needs 1 to ${mostVoters} AGENTS, one agent type per line; ${agents.length} were given.`,
      );
    const minAgreement = written > 1 && written <= 100 ? written / 100 : written;
    if (!(minAgreement > 0 && minAgreement <= 1))
      return standStill("MIN_AGREEMENT is a share above 0 and at most 1, e.g. 0.7.");
    const repeated = findRepeated({ agents, task, input }, context);
    if (repeated !== undefined) return repeated;
    let outcome: ConsensusOutcome;
    try {
      outcome = await delegateConsensus(context.unordered, {
        task,
        agents,
        minAgreement,
        ...(input !== undefined && { input }),
      });
    } catch (error) {
      context.agent.signal.throwIfAborted();
      if (!isMistake(error)) throw error;
      return standStill(`The vote was not held: ${toLine(error.message, 500)}`);
    }
    await context.turn();
    const citable = findCitable(outcome);
    const entries = outcome.tasks.map((each, voter) =>
      context.record(each, { asEvidence: citable.has(voter), task }),
    );
    const absent = [...new Set(agents.filter((type) => !known.types.includes(type)))];
    const missing = absent.map((type) => `Agent ${type} not registered. ${describeKnown(type, known)}`);
    return {
      note: [describeOutcome(outcome, minAgreement, entries), ...missing].join(" "),
      data: [...showEvidence(entries), showVotes(outcome)],
      result: { type: "progressed" },
    };
  },
});

function standStill(note: string): ActionOutcome {
  return { note, result: { type: "stood-still" } };
}

/** One type per line; also several with commas between, and `knowledge x3`. */
function readVoters(entries: readonly string[]): readonly string[] {
  return entries
    .flatMap((entry) => entry.split(/[,;]/))
    .map((entry) => toLine(entry, 150))
    .filter((entry) => entry !== "")
    .flatMap((entry) => {
      const [, name, times] = /^(.*\S)\s*[x×*]\s*(\d{1,2})$/i.exec(entry) ?? [];
      return name === undefined ? [entry] : Array.from({ length: Number(times) }, () => name);
    });
}

/** The winner's earliest voter; without consensus the earliest voter of each answer: that they differ can be cited. */
function findCitable({ consensus, groups, tasks, winningResult }: ConsensusOutcome): ReadonlySet<number> {
  const firsts = groups.flatMap(({ voters }) => voters[0] ?? []);
  if (!consensus) return new Set(firsts);
  const winning = JSON.stringify(winningResult);
  const winner = firsts.find((voter) => JSON.stringify(tasks[voter]?.result) === winning);
  return new Set(winner === undefined ? [] : [winner]);
}

function findRepeated(
  {
    agents,
    task,
    input,
  }: { readonly agents: readonly string[]; readonly task: string; readonly input: unknown },
  { delegations, evidence }: ActionContext,
): ActionOutcome | undefined {
  const asked = agents.map((agentType) => fingerprintAsked({ agentType, description: task, input }));
  const recorded = delegations.filter((each) => each.asked !== undefined && asked.includes(each.asked));
  const isWhole = asked.every(
    (print) =>
      recorded.filter((each) => each.asked === print).length >= asked.filter((each) => each === print).length,
  );
  if (!isWhole) return undefined;
  const pieces = recorded.flatMap((delegation) => {
    const piece = evidence.find(({ id }) => id === delegation.evidenceId);
    return piece === undefined ? [] : [{ delegation, evidence: piece }];
  });
  return {
    note: `These agents were asked this before: it is answered from the record${pieces.length === 0 ? ", nobody answered" : ` (${pieces.map((piece) => piece.evidence.id).join(", ")})`}.`,
    data: showEvidence(pieces),
    result: { type: "stood-still" },
  };
}

function showEvidence(entries: readonly Entry[]): readonly DataBlock[] {
  return entries.flatMap(({ delegation, evidence }) =>
    evidence === undefined ? [] : [toResultBlock(delegation, evidence)],
  );
}

function describeOutcome(
  { consensus, agreement, votes, groups, votesSaved }: ConsensusOutcome,
  minAgreement: number,
  entries: readonly Entry[],
): string {
  const answered = votes.filter(({ group }) => group !== undefined).length;
  const ids = entries.flatMap(({ evidence }) => (evidence === undefined ? [] : [`[${evidence.id}]`]));
  const saved = votesSaved === 0 ? "" : `; ${votesSaved} need not be heard any more`;
  const counted = `${answered} of ${votes.length} voters answered${saved}`;
  const share = `agreement ${round(agreement)}, needed ${round(minAgreement)}`;
  if (consensus)
    return `The agents agree (${share}; ${counted}). Cite the winning answer as ${ids.join(" ")}.`;
  if (answered === 0) return `No consensus: nobody answered (${counted}). The errors stand below.`;
  return `No consensus (${share}; ${counted}; ${groups.length} different answers). The answers are ${ids.join(" ")}: say in the answer that they do not agree enough.`;
}

/** One line a voter: fenced, since it holds what agents say. */
function showVotes({ votes }: ConsensusOutcome): DataBlock {
  const lines = votes.map(({ agentType, agentName, status, group, answer, error }) => {
    const who = agentName === undefined ? agentType : `${agentType} (${agentName})`;
    const said = group === undefined ? (error ?? "no answer") : formatData(readData(answer));
    return `${toLine(who, 150)} ${status}: ${toLine(said, 300)}`;
  });
  return { label: "VOTES", text: lines.join("\n") };
}

function round(share: number): number {
  return Number(share.toFixed(3));
}
