import type { Runtime } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { replan } from "../replan/replan.ts";
import { type AskAboutStep, replanAsking } from "../replan/replan-asking.ts";
import type { ReplanTools } from "../replan/replan-tools.ts";
import type { Replanning, StepOutcome } from "../replan/replanning.ts";
import { timeIsOver } from "./replan-tools.ts";

/** How long a person is waited for. */
export interface AskingLimits {
  readonly ask: AskAboutStep;
  readonly runtime: Runtime;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; without limit when missing. */
  readonly timeLeftMs: number | undefined;
}

/**
 * Replans with a person who is asked: when the time is over meanwhile, every step that failed is given up.
 * `undefined` when the signal has aborted.
 */
export async function askInTime(
  plan: Plan,
  outcomes: readonly StepOutcome[],
  tools: ReplanTools,
  { ask, runtime, signal, timeLeftMs = Infinity }: AskingLimits,
): Promise<Replanning | undefined> {
  const late = new AbortController();
  const stopClock = Number.isFinite(timeLeftMs)
    ? runtime.schedule(() => late.abort(), timeLeftMs)
    : undefined;
  const waiting = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  try {
    return await replanAsking(plan, outcomes, tools, ask, waiting);
  } catch (error) {
    if (signal?.aborted === true) return undefined;
    if (!late.signal.aborted) throw error;
    return replan(plan, outcomes, { ...tools, endedBecause: timeIsOver });
  } finally {
    stopClock?.();
  }
}
