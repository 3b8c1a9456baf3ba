import fastq from "fastq";
import { castVote, work } from "../work.ts";
import type { Contestant } from "./contestant.ts";
import { countVotes } from "./count-votes.ts";

/** fastq with its promise interface; it wants a concurrency, so "all at once" is as many as there are tasks. */
export function createContestant(): Contestant {
  const single = fastq.promise(work, 1);
  return {
    delegate: (input) => single.push(input),
    async chain(inputs) {
      const results: number[] = [];
      for (const input of inputs) results.push(await single.push(input));
      return results;
    },
    fanOut(inputs, concurrency) {
      const queue = fastq.promise(work, concurrency);
      return Promise.all(inputs.map((input) => queue.push(input)));
    },
    aggregate(inputs) {
      const queue = fastq.promise(work, inputs.length);
      return Promise.all(inputs.map((input) => queue.push(input)));
    },
    async vote(ballots) {
      const queue = fastq.promise(castVote, ballots.length);
      return countVotes(await Promise.all(ballots.map((ballot) => queue.push(ballot))));
    },
  };
}
