import type { Ballot } from "../work.ts";
import type { Verdict } from "./contestant.ts";

/** Counts votes for the contestants that have no vote of their own. */
export function countVotes(ballots: readonly Ballot[]): Verdict {
  const counts = new Map<Ballot, number>();
  for (const ballot of ballots) counts.set(ballot, (counts.get(ballot) ?? 0) + 1);
  let winner: Ballot | undefined;
  let votes = 0;
  for (const [ballot, count] of counts) if (count > votes) [winner, votes] = [ballot, count];
  return { winner, votes };
}
