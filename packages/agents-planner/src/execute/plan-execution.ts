import type { EstimateCorrection, Plan } from "../plan/plan.ts";
import type { ReplanDecision } from "../replan/replanning.ts";

/** What became of one step, over all rounds. */
export interface ExecutedStep {
  readonly id: string;
  /** Its task in the last round in which it was; missing for a step that never came to its turn. */
  readonly taskId?: string;
  readonly status: "completed" | "failed" | "cancelled";
  readonly result?: unknown;
  readonly error?: string;
  /** The failure's code, e.g. `agent_failed`. */
  readonly code?: string;
  readonly agentType?: string;
  readonly agentName?: string;
  readonly optional?: boolean;
  /** As the plan had it when the step ran. */
  readonly estimated: { readonly seconds: number; readonly costUsd: number };
  /** From its task's record: first start to end, and what it reported to have spent. Missing when nobody began it. */
  readonly actual?: { readonly seconds: number; readonly costUsd: number };
  /** Ids of the steps that took its place. */
  readonly replacedBy?: readonly string[];
  /** True when the plan went on without it. */
  readonly dropped?: boolean;
  /** True when a person gave the result. */
  readonly byHand?: boolean;
}

/** What became of a plan. */
export interface PlanExecution {
  /** Names the execution: its first run; later rounds are the runs `<id>.2`, `<id>.3`, … */
  readonly id: string;
  /**
   * `completed` when every step that is not optional has its result, if from other steps or by hand; else `cancelled`
   * when somebody stopped it, `partial` when some steps have finished, `failed` when none has.
   */
  readonly status: "completed" | "partial" | "failed" | "cancelled";
  /** The last one that ran: what was left of the first, with finished results in its inputs. */
  readonly plan: Plan;
  /** All steps of the first plan, then those that took the place of others. */
  readonly steps: readonly ExecutedStep[];
  /** From the first start to the last end. */
  readonly seconds: number;
  /** Of all rounds, failed attempts and delegated tasks included; `Number.MAX_VALUE` for sums beyond all numbers. */
  readonly costUsd: number;
  readonly rounds: number;
  /** What was done about failed steps, in order. */
  readonly decisions: readonly ReplanDecision[];
  /** What the history now says about the kinds of steps that ran; empty without a history. */
  readonly corrections: readonly EstimateCorrection[];
  /** What went wrong beside the steps, for a person: a history that throws costs no results. Missing when nothing did. */
  readonly notes?: readonly string[];
}
