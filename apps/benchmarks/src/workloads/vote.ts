import type { Ballot } from "../work.ts";
import type { Workload } from "./workload.ts";

/** Three of four approve, spread over the list. */
const ballots: readonly Ballot[] = Array.from({ length: 101 }, (_, voter) =>
  voter % 4 === 3 ? "reject" : "approve",
);
const approvals = ballots.filter((ballot) => ballot === "approve").length;
/** A share of 0.6 of all voters, whoever has not been heard. */
const enough = Math.ceil(ballots.length * 0.6);

/** One question to 101 voters. */
export const vote: Workload = {
  title: "vote of 101",
  tasks: ballots.length,
  async run(contestant) {
    const { winner, votes } = await contestant.vote(ballots);
    const right =
      contestant.stopsEarly === true ? votes >= enough && votes <= approvals : votes === approvals;
    if (winner !== "approve" || !right)
      throw new Error(`The vote went to ${String(winner)} with ${votes} votes`);
  },
};
