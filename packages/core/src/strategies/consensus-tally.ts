import { computeLeadProbability } from "./beta-posterior.ts";
import { resolveEquivalence } from "./equivalence.ts";
import { createRemainingWeight } from "./remaining-weight.ts";
import { checkTallyOptions, type TallyOptions } from "./tally-options.ts";
import { createGroup, findLeader, formGroups, joinGroup, outranks, type VoteGroup } from "./vote-groups.ts";

/** One voter's answer. */
interface VoteInput {
  /** Index into `agents`. */
  readonly voter: number;
  /** The compared part of the result. */
  readonly answer: unknown;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** Why the counting ended. */
export type TallyStop = "complete" | "decided" | "confidence";

/** One answer of the outcome and who gave it. */
export interface OutcomeGroup {
  /** The answer of its earliest voter. */
  readonly answer: unknown;
  /** In the order of `agents`. */
  readonly voters: readonly number[];
  readonly weight: number;
  /** The highest of its voters. */
  readonly confidence: number;
}

export interface TallyOutcome {
  readonly consensus: boolean;
  /** The winner's share of the denominator, from 0 to 1. */
  readonly agreement: number;
  /** The least and the greatest share that the winner could have had with every vote in. */
  readonly agreementBounds: { readonly least: number; readonly greatest: number };
  /** Index into `groups`; absent when nobody answered. */
  readonly winner?: number;
  /** In the order of their earliest voters. */
  readonly groups: readonly OutcomeGroup[];
}

/** Counts the votes of one question. For each voter the first report counts; later ones change nothing. */
export interface Tally {
  vote(input: VoteInput): void;
  fail(voter: number): void;
  /** True when no further vote or failure can change `consensus` or, where it is true, the winning group. */
  decided(): boolean;
  /** True when the leading answer is the more frequent one with at least this probability; see `computeLeadProbability`. */
  confident(threshold: number): boolean;
  outcome(stop: TallyStop): TallyOutcome;
}

const outstanding = 0;
const voted = 1;
const failed = 2;

/**
 * Counts votes as they come in and knows, exactly, when the rest cannot matter.
 *
 * Groups form in the order of `agents`, never of arrival. Between groups decide the sum of weights, then
 * the highest confidence, then the earliest voter. Sums and shares are compared with a tolerance of 1e-9
 * of the weights in the denominator. An equivalence that is not transitive is only evaluated at the end, and never stops
 * early. Throws `invalid_argument` for bad options.
 *
 * @example
 * const tally = createTally({ weights: [1, 1, 1], minAgreement: 0.6, onVoterFailure: "count" });
 * tally.vote({ voter: 0, answer: "yes", confidence: 0 });
 * tally.vote({ voter: 2, answer: "yes", confidence: 0 });
 * tally.decided(); // true
 */
export function createTally(options: TallyOptions): Tally {
  checkTallyOptions(options);
  const { weights, minAgreement, onVoterFailure } = options;
  const { key, same } = resolveEquivalence(options.equivalence);
  const states = new Uint8Array(weights.length);
  const answers = new Array<unknown>(weights.length);
  const answerKeys = new Array<string | undefined>(weights.length);
  const confidences = new Float64Array(weights.length);
  const groupsByKey = new Map<string, VoteGroup>();
  let waiting = weights.length;
  const unheard = createRemainingWeight(weights);
  // Who abstains leaves it, and with it what a difference is measured by.
  const denominator = createRemainingWeight(weights);
  // The heaviest group so far and the weight of the next: all that `decided` needs in almost every call.
  let heaviest: VoteGroup | undefined;
  let runnerUpWeight = 0;

  const settle = (voter: number, state: typeof voted | typeof failed): boolean => {
    if (states[voter] !== outstanding) return false;
    states[voter] = state;
    waiting -= 1;
    unheard.remove(voter);
    return true;
  };
  const reaches = (weight: number): boolean =>
    denominator.sum > 0 && weight / denominator.sum >= minAgreement - 1e-9;
  const findTolerance = (): number => denominator.sum * 1e-9;

  /** Whether the leader stays ahead when every outstanding vote goes, with full confidence, to any one other group. */
  const winsEveryTie = (): boolean => {
    const tolerance = findTolerance();
    const leader = findLeader(groupsByKey.values(), tolerance)!;
    const next = states.indexOf(outstanding);
    return [createGroup(), ...groupsByKey.values()].every((rival) => {
      const earliest = Math.min(rival.earliest, next);
      return (
        rival === leader ||
        outranks(leader, { weight: rival.weight + unheard.sum, confidence: 1, earliest }, tolerance)
      );
    });
  };

  return {
    vote({ voter, answer, confidence }) {
      if (!settle(voter, voted)) return;
      answers[voter] = answer;
      confidences[voter] = confidence;
      if (key === undefined) return;
      const answerKey = key(answer);
      answerKeys[voter] = answerKey;
      let group = groupsByKey.get(answerKey);
      if (group === undefined) groupsByKey.set(answerKey, (group = createGroup()));
      joinGroup(group, voter, weights[voter]!, confidence);
      if (group === heaviest) return;
      if (heaviest !== undefined && group.weight <= heaviest.weight) {
        runnerUpWeight = Math.max(runnerUpWeight, group.weight);
      } else {
        runnerUpWeight = heaviest?.weight ?? 0;
        heaviest = group;
      }
    },

    fail(voter) {
      if (settle(voter, failed) && onVoterFailure === "abstain") denominator.remove(voter);
    },

    decided() {
      if (waiting === 0) return true;
      if (key === undefined) return false;
      const best = heaviest?.weight ?? 0;
      if (!reaches(best + unheard.sum)) return true;
      // A tiny minAgreement is reached by the weight of no answer at all, which makes no consensus.
      if (heaviest === undefined || !reaches(best)) return false;
      const lead = best - (runnerUpWeight + unheard.sum);
      return Math.abs(lead) > findTolerance() ? lead > 0 : winsEveryTie();
    },

    confident(threshold) {
      if (key === undefined || heaviest === undefined) return false;
      const leader = findLeader(groupsByKey.values(), findTolerance())!;
      let trailing = 0;
      for (const group of groupsByKey.values()) {
        if (group !== leader) trailing = Math.max(trailing, group.voters.length);
      }
      return computeLeadProbability(leader.voters.length, trailing) >= threshold;
    },

    outcome(stop) {
      // Added up anew in the order of the voters, so that the order of arrival leaves no trace.
      const voters: number[] = [];
      let full = 0;
      let heard = 0;
      let outstandingWeight = 0;
      for (let voter = 0; voter < weights.length; voter += 1) {
        const weight = weights[voter]!;
        if (states[voter] === voted) voters.push(voter);
        else if (states[voter] === outstanding) outstandingWeight += weight;
        else if (onVoterFailure === "abstain") continue;
        full += weight;
        if (states[voter] !== outstanding) heard += weight;
      }
      const whole = stop === "confidence" ? heard : full;
      const formed = formGroups(voters, { answers, answerKeys, same, weights, confidences });
      const leader = findLeader(formed, full * 1e-9);
      const weight = leader?.weight ?? 0;
      const shareOf = (part: number, of: number): number => (of > 0 ? Math.min(1, part / of) : 0);
      const agreement = shareOf(weight, whole);
      const groups = formed.map((group) => ({
        answer: answers[group.earliest],
        voters: group.voters,
        weight: group.weight,
        confidence: group.confidence,
      }));
      return {
        consensus: leader !== undefined && agreement >= minAgreement - 1e-9,
        agreement,
        agreementBounds: {
          least: shareOf(weight, full),
          greatest: shareOf(weight + outstandingWeight, full),
        },
        ...(leader !== undefined && { winner: formed.indexOf(leader) }),
        groups,
      };
    },
  };
}
