import { ErrorCode, OrchestrationError, systemRuntime } from "@convoke/core";
import { checkMethods } from "../methods/method-library.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import type { Plan, PlanLimits } from "../plan/plan.ts";
import { tightenLimits } from "../plan/tighten-limits.ts";
import { replan } from "../replan/replan.ts";
import type { ReplanDecision, Replanning } from "../replan/replanning.ts";
import { keepFinite, round as roundFigure } from "../text/round.ts";
import { askInTime } from "./ask-in-time.ts";
import { checkExecuteOptions, checkOrchestrator } from "./check-execute-options.ts";
import { checkPlanBeforeRun } from "./check-plan.ts";
import { copyPlan } from "./copy-plan.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";
import { nameRound } from "./find-step.ts";
import { guardHistory } from "./guard-history.ts";
import { learnFromSteps } from "./learn.ts";
import { createLedger, toOutcome } from "./ledger.ts";
import type { PlanExecution } from "./plan-execution.ts";
import { findEnd, prepareReplanTools } from "./replan-tools.ts";
import { type PlanRunner, type RoundOutcome, runRound } from "./run-round.ts";

/**
 * Runs a plan to its end: results flow from step to step, failed steps are replanned, and what was learnt is recorded.
 *
 * Before anything runs it refuses a plan that is not valid (`invalid_argument`, with every problem) and one whose
 * estimate is above a limit (`budget_exceeded`, with the figures). Afterwards failures are values: it rejects only when
 * `onRound` or `onReplan` throws or the store fails. Aborted, it resolves with `cancelled` once everything has settled.
 *
 * Each round is one run of the orchestrator: `<id>`, then `<id>.2` and so on; see `findStepOfTask`. A finished step
 * never runs again, not even under the same `id` in a later process with the same store: such an execution goes on where
 * it stood. One that had ended answers what it answered, and teaches the history nothing a second time. An `id` under which
 * other tasks have run is refused (`invalid_argument`).
 *
 * @example
 * const { status, steps, decisions } = await executePlan(orchestrator, plan, { maxCostUsd: 2, history });
 */
export async function executePlan(
  orchestrator: PlanRunner,
  plan: Plan,
  given: ExecutePlanOptions = {},
): Promise<PlanExecution> {
  checkOrchestrator(orchestrator);
  const checked = checkExecuteOptions(given);
  const history = checked.history === undefined ? undefined : guardHistory(checked.history);
  const options = history === undefined ? checked : { ...checked, history };
  const { runtime = systemRuntime, signal, maxReplans = 3 } = options;
  checkMethods([...(options.methods ?? []), ...shippedMethods]);
  const id = options.id ?? runtime.createId();
  checkPlanBeforeRun(plan, {
    agents: orchestrator.findAgents(),
    maxCostUsd: options.maxCostUsd,
    maxDurationMs: options.maxDurationMs,
    deadlineAt: options.deadlineAt,
    now: runtime.now(),
  });
  const limits = tightenLimits(plan.limits, options);
  const { maxCostUsd } = limits;
  const deadlineAt = chooseDeadline(limits, runtime.now());
  const findTimeLeft = (): number | undefined =>
    deadlineAt === undefined ? undefined : Math.max(0, deadlineAt - runtime.now());

  const ledger = createLedger(plan);
  const decisions: ReplanDecision[] = [];
  let current = plan;
  let rounds = 0;
  let costUsd = 0;
  let hasRun = false;
  let isCancelled = signal?.aborted === true;
  const findMoneyLeft = (): number | undefined =>
    maxCostUsd === undefined ? undefined : Math.max(0, maxCostUsd - costUsd);

  while (!isCancelled) {
    const runId = nameRound(id, rounds + 1);
    await options.onRound?.({ round: rounds + 1, runId, plan: copyPlan(current) });
    const outcome = await runUnlessClosed(orchestrator, current, {
      runId,
      signal,
      concurrency: options.concurrency,
      maxCostUsd: findMoneyLeft(),
      maxDurationMs: findTimeLeft(),
    });
    if (outcome === undefined) {
      isCancelled = true;
      break;
    }
    rounds += 1;
    costUsd = keepFinite(costUsd + outcome.costUsd);
    hasRun ||= outcome.hasRun;
    ledger.take(current, outcome.records);
    isCancelled = outcome.isCancelled || signal?.aborted === true;
    if (isCancelled || outcome.records.every(({ status }) => status === "completed")) break;

    const replanning = await decide(outcome);
    if (replanning === undefined) {
      isCancelled = true;
      break;
    }
    ledger.follow(replanning);
    decisions.push(...replanning.decisions);
    await options.onReplan?.(replanning);
    if (replanning.plan === undefined) break;
    current = replanning.plan;
    isCancelled = signal?.aborted === true;
  }

  const corrections =
    history === undefined
      ? []
      : learnFromSteps(ledger.entries.values(), history, {
          agents: orchestrator.findAgents(),
          isKnown: !hasRun,
        });
  const notes = history?.listProblems() ?? [];
  return {
    id,
    status: ledger.judge(isCancelled),
    plan: current,
    steps: ledger.listSteps(),
    seconds: ledger.measureSeconds(),
    costUsd: roundFigure(costUsd),
    rounds,
    decisions,
    corrections,
    ...(notes.length > 0 && { notes }),
  };

  /** `undefined` when the execution was aborted while a person was asked. */
  async function decide({ records }: RoundOutcome): Promise<Replanning | undefined> {
    const outcomes = current.steps.map((step, index) => toOutcome(step, records[index]!));
    const timeLeft = findTimeLeft();
    const tools = await prepareReplanTools(options, {
      agents: orchestrator.findAgents(),
      now: runtime.now(),
      usedIds: [...ledger.entries.keys()],
      earlier: decisions,
      maxCostUsd: findMoneyLeft(),
      maxSeconds: timeLeft === undefined ? undefined : timeLeft / 1000,
      endedBecause: findEnd(outcomes, rounds - 1 >= maxReplans ? maxReplans : undefined, timeLeft),
    });
    const { ask } = options;
    if (ask === undefined) return replan(current, outcomes, tools);
    return askInTime(current, outcomes, tools, { ask, runtime, signal, timeLeftMs: timeLeft });
  }
}

function chooseDeadline({ maxDurationMs, deadlineAt }: PlanLimits, now: number): number | undefined {
  const limits = [deadlineAt, maxDurationMs === undefined ? undefined : now + maxDurationMs].filter(
    (limit) => limit !== undefined,
  );
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** `undefined` when the orchestrator was closed meanwhile: then nothing can run any more. */
async function runUnlessClosed(
  ...parameters: Parameters<typeof runRound>
): Promise<RoundOutcome | undefined> {
  try {
    return await runRound(...parameters);
  } catch (error) {
    if (OrchestrationError.is(error) && error.code === ErrorCode.CLOSED) return undefined;
    throw error;
  }
}
