import {
  type EarlyStop,
  Orchestrator,
  type OrchestratorOptions,
  type Task,
  type TaskSpec,
} from "@convoke/core";
import { castVote, work } from "../work.ts";
import type { Contestant } from "./contestant.ts";

export interface ConvokeOptions {
  readonly store?: OrchestratorOptions["store"];
  /** `never` counts every vote, as the other contestants do. */
  readonly earlyStop?: EarlyStop;
}

/** Convoke with its defaults: records, statistics, cancellation and retention are in the figures. */
export function createContestant({ store, earlyStop = "never" }: ConvokeOptions = {}): Contestant {
  const orchestrator = new Orchestrator({ store });
  const shared = { description: "Does nothing", capabilities: [] };
  orchestrator.registerAgent({
    ...shared,
    agentType: "worker",
    name: "Worker",
    executor: ({ input }) => work(input as number),
  });
  orchestrator.registerAgent({
    ...shared,
    agentType: "approve",
    name: "Approves",
    executor: () => castVote("approve"),
  });
  orchestrator.registerAgent({
    ...shared,
    agentType: "reject",
    name: "Rejects",
    executor: () => castVote("reject"),
  });
  return {
    stopsEarly: earlyStop !== "never",
    delegate: (input) => orchestrator.delegateTask(specify(input)).then(resultOf),
    async chain(inputs) {
      return (await orchestrator.executeSequential(inputs.map(specify))).map(resultOf);
    },
    async fanOut(inputs, concurrency) {
      return (await orchestrator.executeParallel(inputs.map(specify), { concurrency })).map(resultOf);
    },
    async aggregate(inputs) {
      const { result } = await orchestrator.executeHierarchical({
        mainTask: "Collect the results",
        subtasks: inputs.map(specify),
        aggregationStrategy: "concat",
      });
      return result as readonly number[];
    },
    async vote(ballots) {
      const { winningResult, groups } = await orchestrator.executeConsensus({
        task: "Approve or reject?",
        agents: ballots,
        minAgreement: 0.6,
        earlyStop,
      });
      const winner = winningResult === "approve" || winningResult === "reject" ? winningResult : undefined;
      return { winner, votes: groups.find(({ answer }) => answer === winner)?.voters.length ?? 0 };
    },
  };
}

function specify(input: number): TaskSpec {
  return { agentType: "worker", description: "Do nothing", input };
}

function resultOf({ result }: Task): number {
  return result as number;
}
