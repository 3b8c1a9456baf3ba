import type { ConsensusOutcome, Vote } from "@convoke/core";
import { readVerdict } from "../sections/results.ts";
import type { FormatPlace } from "./citations.ts";
import { formatQuotes } from "./quotes.ts";
import { countOf, formatField, joinNames } from "./text.ts";

/** The verdicts of the knowledge agent in plain words. */
export const verdictWords: Readonly<Record<string, string>> = {
  supported: "supported",
  refuted: "refuted",
  not_enough_info: "not conclusive",
};

/** A vote for people: what won, how the votes fell, who was not asked, and the evidence behind the winner. */
export function formatVote(
  outcome: ConsensusOutcome,
  { width, formatPlace }: { width: number; formatPlace: FormatPlace },
): string[] {
  const winner = readVerdict({ result: outcome.winningResult });
  const evidence = (winner?.evidence ?? []).filter(({ stance }) => stance !== "neutral").slice(0, 1);
  return [
    ...formatField("Verdict", `${nameVerdict(winner?.verdict)}: ${describeAgreement(outcome)}`, { width }),
    ...formatTally(outcome, width),
    ...formatField("Saved", describeSaved(outcome), { width }),
    ...formatQuotes("Evidence", evidence, { width, formatPlace }),
  ];
}

/** How far the voters agree, as a share and as votes. */
export function describeAgreement({
  agreement,
  consensus,
  votes,
  groups,
  agreementBounds,
}: ConsensusOutcome): string {
  const most = Math.max(0, ...groups.map(({ voters }) => voters.length));
  const { least, greatest } = agreementBounds;
  const bounds =
    least === greatest
      ? ""
      : `, between ${percent(least)} and ${percent(greatest)} if all ${votes.length} had been heard`;
  return `${most} of ${countOf(votes.length, "vote")} agree, ${consensus ? "consensus" : "no consensus"} (${percent(agreement)}${bounds})`;
}

function formatTally({ groups, votes }: ConsensusOutcome, width: number): string[] {
  return groups.flatMap(({ answer, voters }, position) => {
    const names = voters.map((voter) => nameVoter(votes[voter]));
    const text = `${nameVerdict(answer)} ${voters.length}: ${joinNames(names)}`;
    return formatField(position === 0 ? "Tally" : "", text, { width });
  });
}

function describeSaved({ votes, votesSaved, distinctVoters }: ConsensusOutcome): string {
  const voters = countOf(distinctVoters, "different agent");
  if (votes.length === 1) return "no vote: one agent alone was asked";
  return votesSaved === 0
    ? `no vote: all ${voters} were needed`
    : `${countOf(votesSaved, "vote")} of ${votes.length}: after ${voters} the verdict could not change any more`;
}

function nameVoter({ agentName, agentType }: Vote): string {
  return agentName ?? agentType;
}

function nameVerdict(verdict: unknown): string {
  return verdictWords[String(verdict)] ?? "no answer";
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
