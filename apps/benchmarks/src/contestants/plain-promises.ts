import { castVote, work } from "../work.ts";
import type { Contestant } from "./contestant.ts";
import { countVotes } from "./count-votes.ts";

/** Nothing but the language: the floor that no library gets below. */
export function createContestant(): Contestant {
  return {
    delegate: (input) => work(input),
    async chain(inputs) {
      const results: number[] = [];
      for (const input of inputs) results.push(await work(input));
      return results;
    },
    async fanOut(inputs, concurrency) {
      const results: number[] = Array.from({ length: inputs.length });
      let next = 0;
      const takeTurns = async (): Promise<void> => {
        while (next < inputs.length) {
          const position = next++;
          results[position] = await work(inputs[position]!);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, takeTurns));
      return results;
    },
    aggregate: (inputs) => Promise.all(inputs.map(work)),
    vote: async (ballots) => countVotes(await Promise.all(ballots.map(castVote))),
  };
}
