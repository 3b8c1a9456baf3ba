import PQueue from "p-queue";
import { castVote, work } from "../work.ts";
import type { Contestant } from "./contestant.ts";
import { countVotes } from "./count-votes.ts";

/** p-queue as its documentation uses it; without a concurrency it runs everything at once. */
export function createContestant(): Contestant {
  const unlimited = new PQueue();
  return {
    delegate: (input) => unlimited.add(() => work(input)),
    async chain(inputs) {
      const results: number[] = [];
      for (const input of inputs) results.push(await unlimited.add(() => work(input)));
      return results;
    },
    fanOut(inputs, concurrency) {
      const queue = new PQueue({ concurrency });
      return Promise.all(inputs.map((input) => queue.add(() => work(input))));
    },
    aggregate: (inputs) => Promise.all(inputs.map((input) => unlimited.add(() => work(input)))),
    async vote(ballots) {
      return countVotes(await Promise.all(ballots.map((ballot) => unlimited.add(() => castVote(ballot)))));
    },
  };
}
