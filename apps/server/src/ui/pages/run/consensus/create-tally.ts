import type { ConsensusOutcome } from "@convoke/core";
import type { StatusName } from "../../../components/status-badge.tsx";
import { formatPercent, formatPlural } from "../../../components/format.ts";
import type { TaskPicture } from "../live/run-picture.ts";
import { readPlanned } from "../graph/read-planned.ts";
import { statusOf } from "../status-of.ts";
import { shortenAnswer } from "./shorten-answer.ts";

/** One voter of a tally. */
export interface TallyVoter {
  readonly taskId: string;
  /** Its agent, with the number of the voter where several share it. */
  readonly name: string;
  readonly weight: number;
  readonly status: StatusName | "planned";
  /** Why it has no vote. */
  readonly note?: string;
}

/** One answer and who gave it. */
export interface TallyGroup {
  readonly answer: string;
  readonly weight: number;
  /** Of all votes that count, from 0 to 1. */
  readonly share: number;
  readonly confidence: number;
  readonly leads: boolean;
  readonly voters: readonly TallyVoter[];
}

/** A vote as it stands: with groups once it has been counted, before that only who has answered. */
export interface Tally {
  readonly minAgreement: number;
  /** The sum of the votes that count; shares are shares of it. */
  readonly denominator: number;
  readonly groups: readonly TallyGroup[];
  /** Voters without a vote that was counted. */
  readonly others: readonly TallyVoter[];
  /** How it stands, in words. */
  readonly verdict: string;
  /** More about it, each in a sentence. */
  readonly notes: readonly string[];
  /** Whether they agree; `undefined` before it is decided. */
  readonly consensus: boolean | undefined;
}

/** Reads the tally of a consensus run from its plan, its tasks, and its outcome if there is one. */
export function createTally(
  runId: string,
  plan: unknown,
  outcome: unknown,
  tasks: ReadonlyMap<string, TaskPicture>,
): Tally {
  const { minAgreement = 0, weights } = (plan ?? {}) as {
    readonly minAgreement?: number;
    readonly weights?: readonly number[];
  };
  const voters = readPlanned(runId, plan).map(({ taskId, agentType }, index): TallyVoter => {
    const known = tasks.get(taskId);
    const name = `${known?.task.agentName ?? agentType} (voter ${index + 1})`;
    const status = known === undefined ? "planned" : statusOf(known);
    return { taskId, name, weight: weights?.[index] ?? 1, status, note: known?.task.error };
  });
  const total = voters.reduce((sum, { weight }) => sum + weight, 0);
  const counted = isOutcome(outcome) ? outcome : undefined;
  if (counted === undefined) {
    const answered = voters.filter(({ status }) => status === "completed").length;
    return {
      minAgreement,
      denominator: total,
      groups: [],
      others: voters,
      verdict: `${answered} of ${formatPlural(voters.length, "voter")} have answered; ${formatPercent(minAgreement * 100)} have to agree.`,
      notes: [],
      consensus: undefined,
    };
  }
  const most = Math.max(0, ...counted.groups.map(({ weight }) => weight));
  // Failed voters may be left out of the count; the outcome's own share tells of how much it is one.
  const denominator = counted.agreement > 0 && most > 0 ? most / counted.agreement : total;
  const winning = counted.groups.findIndex(({ weight }) => weight === most);
  const inGroup = new Set(counted.groups.flatMap(({ voters: positions }) => positions));
  return {
    minAgreement,
    denominator,
    groups: counted.groups.map(({ answer, weight, confidence, voters: positions }, index) => ({
      answer: shortenAnswer(answer),
      weight,
      share: denominator > 0 ? weight / denominator : 0,
      confidence,
      leads: index === winning,
      voters: positions.flatMap((position) => voters[position] ?? []),
    })),
    others: voters
      .filter((_, position) => !inGroup.has(position))
      .map((voter) => ({
        ...voter,
        note: counted.votes.find(({ taskId }) => taskId === voter.taskId)?.error ?? voter.note,
      })),
    verdict: describeVerdict(counted, minAgreement),
    notes: describeNotes(counted),
    consensus: counted.consensus,
  };
}

function isOutcome(value: unknown): value is ConsensusOutcome {
  return typeof value === "object" && value !== null && "groups" in value && "votes" in value;
}

function describeVerdict({ consensus, agreement, groups }: ConsensusOutcome, minAgreement: number): string {
  const needed = formatPercent(minAgreement * 100);
  if (groups.length === 0) return `No consensus: nobody answered; ${needed} had to agree.`;
  const share = formatPercent(agreement * 100);
  return consensus
    ? `Consensus: ${share} agree; ${needed} were needed.`
    : `No consensus: the leading answer has ${share}; ${needed} were needed.`;
}

function describeNotes({
  distinctVoters,
  votes,
  votesSaved,
  stoppedBy,
}: ConsensusOutcome): readonly string[] {
  const notes = [
    `${formatPlural(distinctVoters, "different agent")} for ${formatPlural(votes.length, "vote")}.`,
  ];
  if (stoppedBy === "decided")
    notes.push(`Decided early: ${formatPlural(votesSaved, "voter")} did not have to be heard.`);
  if (stoppedBy === "confidence")
    notes.push(`Stopped when it was likely enough: ${formatPlural(votesSaved, "voter")} not heard.`);
  const failed = votes.filter(({ status }) => status === "failed").length;
  if (failed > 0) notes.push(`${formatPlural(failed, "voter")} failed.`);
  return notes;
}
