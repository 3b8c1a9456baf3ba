import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlannerInput } from "../planner-input.ts";
import { type ReadVote, readVote } from "../research/read-vote.ts";

/** What several agents chose, counted. */
export interface VoteCount {
  readonly type: "count_votes";
  readonly question: string;
  /** The choice with the most votes; left out when several share that place and when nobody chose. */
  readonly winner?: string;
  /** Votes for the leading choice / all votes, from 0 to 1; votes without a choice count among all. */
  readonly agreement: number;
  /** True when there is a winner and its agreement reaches `minAgreement`; when none is given, more than half. */
  readonly decided: boolean;
  /** The choices that share the first place, when there are several. */
  readonly tied?: readonly string[];
  readonly votes: readonly Vote[];
  /** The choices with their voters, the most chosen first. */
  readonly groups: readonly VoteGroup[];
}

/** What one voter said. */
export interface Vote extends ReadVote {
  /** The name of its result. */
  readonly voter: string;
}

/** The voters who chose the same. */
export interface VoteGroup {
  readonly choice: string;
  readonly voters: readonly string[];
  /** Of all votes, from 0 to 1. */
  readonly share: number;
}

/** The planner's input with the names that can be voted for. */
export type VoteInput = PlannerInput & { readonly options?: readonly string[] | undefined };

/** Votes beyond these are refused. */
const mostVotes = 1_000;

/**
 * Counts the votes under `results` (by name) and in `research` (a list); asks nobody anew.
 *
 * A vote is a result's `verdict`, else `choice`, else `answer`, else its text. With `options` it counts for the one
 * option that it names, without them for what it says; case and white space make no difference. What failed, is empty,
 * or names none or several options is no choice, but stays among the votes of which `agreement` is a share.
 *
 * Throws `invalid_input` when there are no votes, or when `minAgreement` is not from 0 to 1.
 *
 * @example
 * countVotes("Tea or coffee?", { results: { ada: "tea", bob: "Tea", eve: "coffee" } }).winner; // "tea"
 */
export function countVotes(description: string, input: VoteInput | undefined): VoteCount {
  const { minAgreement, options = [], task = description } = input ?? {};
  checkAgreement(minAgreement);
  const votes = listResults(input).map(([voter, result]): Vote => ({ voter, ...readVote(result, options) }));
  if (votes.length === 0 || votes.length > mostVotes) {
    throw refuse(
      `count_votes has ${votes.length} votes and takes 1 to ${mostVotes}: pass { type: "count_votes", results: { voter: vote, … } }.`,
    );
  }
  const groups = groupVotes(votes);
  const leading = groups.filter(({ voters }) => voters.length === groups[0]?.voters.length);
  const agreement = leading[0]?.share ?? 0;
  const winner = leading.length === 1 ? leading[0]?.choice : undefined;
  const isEnough = minAgreement === undefined ? agreement > 0.5 : agreement >= minAgreement;
  return {
    type: "count_votes",
    question: task,
    ...(winner === undefined ? {} : { winner }),
    agreement,
    decided: winner !== undefined && isEnough,
    ...(leading.length > 1 ? { tied: leading.map(({ choice }) => choice) } : {}),
    votes,
    groups,
  };
}

function listResults(input: VoteInput | undefined): [voter: string, result: unknown][] {
  const { research, results = {} } = input ?? {};
  const listed: unknown[] = research === undefined || research === null ? [] : [research].flat(1);
  return [
    ...Object.entries(results),
    ...listed.map((result, index): [string, unknown] => [`vote-${index + 1}`, result]),
  ];
}

function groupVotes(votes: readonly Vote[]): VoteGroup[] {
  const voters = new Map<string, { choice: string; voters: string[] }>();
  for (const { choice, voter } of votes) {
    if (choice === undefined) continue;
    const key = choice.toLowerCase().replace(/\s+/g, "");
    const group = voters.get(key);
    if (group === undefined) voters.set(key, { choice, voters: [voter] });
    else group.voters.push(voter);
  }
  return [...voters.values()]
    .map((group) => ({ ...group, share: group.voters.length / votes.length }))
    .toSorted((left, right) => right.voters.length - left.voters.length);
}

function checkAgreement(minAgreement: unknown): void {
  if (minAgreement === undefined) return;
  if (typeof minAgreement === "number" && minAgreement >= 0 && minAgreement <= 1) return;
  throw refuse(`minAgreement is ${String(minAgreement)}: give the share of votes that decides, from 0 to 1.`);
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message);
}
