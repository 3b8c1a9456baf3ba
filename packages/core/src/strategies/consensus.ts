import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { Task } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";
import { checkSelect, declaredAnswerPath, findWorker, selectAnswer } from "./answer-part.ts";
import { checkTallyOptions } from "./tally-options.ts";
import { createTally, type OutcomeGroup, type TallyStop } from "./consensus-tally.ts";
import { resolveEquivalence } from "./equivalence.ts";
import { startAll } from "./parallel.ts";
import type { ConsensusPlan } from "./plan.ts";
import type { RunScope, StartedTask, Strategy } from "./run-scope.ts";
import { createVoterSpecs } from "./voter-specs.ts";

/** One voter and what became of its vote. */
export interface Vote {
  readonly agentType: string;
  /** The agent that was asked; absent when none was. */
  readonly agentName?: string;
  readonly taskId: string;
  readonly status: Task["status"];
  readonly weight: number;
  /** The compared part of its result. */
  readonly answer?: unknown;
  /** `result.confidence` when it is in [0, 1], else 0. */
  readonly confidence: number;
  /** Index into `groups`; absent for a voter that did not answer. */
  readonly group?: number;
  readonly error?: string;
}

/** A verdict and how it came about. */
export interface ConsensusOutcome<Result = unknown> {
  readonly consensus: boolean;
  /** The whole result of the winning group's earliest voter; the leading answer's without consensus; `undefined` if nobody answered. */
  readonly winningResult: Result | undefined;
  /** The winner's share of the weights, from 0 to 1. */
  readonly agreement: number;
  /** The least and the greatest share it could have had with every vote in. */
  readonly agreementBounds: { readonly least: number; readonly greatest: number };
  /** In the order of `agents`. */
  readonly votes: readonly Vote[];
  /** The answers, in the order of their earliest voters. */
  readonly groups: readonly OutcomeGroup[];
  /** Different agents that were asked. */
  readonly distinctVoters: number;
  /** Voters that need not be heard because the verdict was settled. */
  readonly votesSaved: number;
  /** Why the counting ended. */
  readonly stoppedBy: TallyStop;
  readonly tasks: readonly Task[];
}

/** Several agents answer the same question and vote. */
export const runConsensus: Strategy<ConsensusPlan, ConsensusOutcome> = (scope, plan, done) => {
  const { agents, minAgreement, equivalence, onVoterFailure = "count", earlyStop = "decided", select } = plan;
  const weights = plan.weights ?? agents.map(() => 1);
  const specs = createVoterSpecs((spec, positions) => scope.seat(spec, positions), plan);
  const tally = createTally({ weights, minAgreement, equivalence, onVoterFailure });
  const mayStop = earlyStop !== "never" && resolveEquivalence(equivalence).transitive;
  const answers = new Array<unknown>(agents.length);
  const confidences: number[] = agents.map(() => 0);
  const unreadable = new Map<number, string>();
  let stoppedBy: TallyStop = "complete";
  let heard = 0;

  const listen = (
    task: Task,
    voter: number,
    started: StartedTask | undefined,
  ): OrchestrationError | undefined => {
    // Also in a resumed run: who was cancelled because the verdict was settled has not been heard.
    const spared = readSpared(task);
    if (spared !== undefined) {
      stoppedBy = spared;
      return undefined;
    }
    heard++;
    if (task.status === TaskStatus.COMPLETED) {
      try {
        const answer = readAnswer(scope, task, started, select);
        const confidence = readConfidence(task.result);
        tally.vote({ voter, answer, confidence });
        answers[voter] = answer;
        confidences[voter] = confidence;
      } catch (error) {
        unreadable.set(voter, `Its answer cannot be compared: ${describeThrown(error)}`);
        tally.fail(voter);
      }
    } else if (hasFailed(task, started, scope.reason)) {
      tally.fail(voter);
    }
    if (!mayStop || stoppedBy !== "complete" || heard === agents.length || scope.reason !== undefined)
      return undefined;
    if (tally.decided()) stoppedBy = "decided";
    else if (typeof earlyStop === "object" && tally.confident(earlyStop.confidence)) stoppedBy = "confidence";
    if (stoppedBy === "complete") return undefined;
    return new OrchestrationError(ErrorCode.CANCELLED, "the verdict is settled", {
      details: { verdict: stoppedBy },
    });
  };
  startAll(scope, specs, plan.concurrency, {
    onEachSettled: listen,
    onAllSettled(tasks) {
      // Answers that had come anyway count too.
      if (heard === agents.length) stoppedBy = "complete";
      const { consensus, agreement, agreementBounds, winner, groups } = tally.outcome(stoppedBy);
      const groupOf = new Array<number | undefined>(agents.length);
      groups.forEach(({ voters }, group) => voters.forEach((voter) => (groupOf[voter] = group)));
      const votes = tasks.map((task, voter): Vote => ({
        agentType: agents[voter],
        agentName: task.attempts > 0 ? task.agentName : undefined,
        taskId: task.taskId,
        status: task.status,
        weight: weights[voter],
        answer: answers[voter],
        confidence: confidences[voter],
        group: groupOf[voter],
        error: unreadable.get(voter) ?? task.error,
      }));
      done({
        consensus,
        winningResult: winner === undefined ? undefined : tasks[groups[winner].voters[0]].result,
        agreement,
        agreementBounds,
        votes,
        groups,
        distinctVoters: countVoters(tasks),
        votesSaved: agents.length - heard,
        stoppedBy,
        tasks,
      });
    },
  });
};

/** Throws `invalid_argument` for a plan that cannot be run. */
export function validateConsensus(plan: ConsensusPlan, where: string): void {
  const {
    task,
    agents,
    weights,
    minAgreement,
    equivalence,
    onVoterFailure = "count",
    earlyStop = "decided",
    select,
  } = plan;
  if (typeof task !== "string" || task === "") refuse(where, "task must ask the question in words");
  if (!Array.isArray(agents) || agents.some((agent) => typeof agent !== "string" || agent === "")) {
    refuse(where, "agents must be a list of agent types, one for each vote");
  }
  if (weights !== undefined && (!Array.isArray(weights) || weights.length !== agents.length)) {
    refuse(where, `weights must be a list of ${agents.length} numbers, one for each of agents`);
  }
  checkTallyOptions({ weights: weights ?? agents.map(() => 1), minAgreement, equivalence, onVoterFailure });
  resolveEquivalence(equivalence);
  checkSelect(select, where);
  if (earlyStop === "decided" || earlyStop === "never") return;
  const confidence = typeof earlyStop === "object" && earlyStop !== null ? earlyStop.confidence : undefined;
  if (!(typeof confidence === "number" && confidence > 0.5 && confidence < 1)) {
    const shown =
      confidence === undefined ? showValue(earlyStop) : `{ confidence: ${showValue(confidence)} }`;
    refuse(
      where,
      `earlyStop must be "decided", "never" or { confidence: above 0.5 and below 1 }, not ${shown}`,
    );
  }
  if (!resolveEquivalence(equivalence).transitive) {
    refuse(
      where,
      'earlyStop by confidence needs the equivalence "exact", "canonical-json" or "text": with others, later votes regroup earlier ones',
    );
  }
}

/** Why a voter need not be heard, if that is why it was cancelled. */
function readSpared({ status, failure }: Task): TallyStop | undefined {
  if (status !== TaskStatus.CANCELLED) return undefined;
  const verdict = failure?.details?.["verdict"];
  return verdict === "decided" || verdict === "confidence" ? verdict : undefined;
}

/** False for a voter that was cancelled, or stopped with its run: its vote is missing, which is no failure of its own. */
function hasFailed(
  { status, failure }: Task,
  started: StartedTask | undefined,
  reason: OrchestrationError | undefined,
): boolean {
  if (status !== TaskStatus.FAILED || reason === undefined) return status === TaskStatus.FAILED;
  // Of one that an earlier life of the run has stopped, the words are all that is left.
  return started === undefined ? failure?.message !== reason.message : started.stopped?.error !== reason;
}

/** How many different agents were started for the tasks. */
function countVoters(tasks: readonly Task[]): number {
  const names = new Map<string, Set<string>>();
  let count = 0;
  for (const { agentType, agentName, attempts } of tasks) {
    if (attempts === 0 || agentName === undefined) continue;
    let known = names.get(agentType);
    if (known === undefined) names.set(agentType, (known = new Set()));
    if (!known.has(agentName)) count++;
    known.add(agentName);
  }
  return count;
}

/** The part of a voter's result that is compared. */
function readAnswer(
  scope: RunScope,
  task: Task,
  started: StartedTask | undefined,
  select: ConsensusPlan["select"],
): unknown {
  const { result } = task;
  if (select !== undefined) return selectAnswer(result, { select });
  if (typeof result !== "object" || result === null) return result;
  return selectAnswer(result, { answerPath: declaredAnswerPath(findWorker(scope, task, started), task) });
}

function readConfidence(result: unknown): number {
  const confidence =
    typeof result === "object" && result !== null
      ? (result as { confidence?: unknown }).confidence
      : undefined;
  return typeof confidence === "number" && confidence >= 0 && confidence <= 1 ? confidence : 0;
}

function refuse(where: string, problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}`);
}
