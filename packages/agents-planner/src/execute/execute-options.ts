import type { Runtime } from "@convoke/core";
import type { EstimateHistory } from "../estimates/estimate-history.ts";
import type { EstimateTable } from "../estimates/typical-estimates.ts";
import type { Method } from "../methods/method.ts";
import type { Plan } from "../plan/plan.ts";
import type { AskAboutStep } from "../replan/replan-asking.ts";
import type { Replanning, ReplanStrategy } from "../replan/replanning.ts";

/** A round that is about to run. */
export interface PlanRound {
  /** From 1. */
  readonly round: number;
  readonly runId: string;
  /** A copy: what is changed in it changes nothing. */
  readonly plan: Plan;
}

/** How a plan is executed. */
export interface ExecutePlanOptions {
  /**
   * Names the execution and makes it idempotent: the same plan again answers with what is known of it, another plan is
   * refused. At most 200 characters, no "/", and no number after a dot at the end, which marks later rounds. @default a
   * fresh one
   */
  readonly id?: string;
  /** Cancels everything that runs when it aborts. */
  readonly signal?: AbortSignal;
  /** Steps that run at once. @default no limit but those of the agents */
  readonly concurrency?: number;
  /** USD for all rounds together; hard. */
  readonly maxCostUsd?: number;
  /** Milliseconds for all rounds together; hard. */
  readonly maxDurationMs?: number;
  /** The same as a point in time: milliseconds since 1970. */
  readonly deadlineAt?: number;
  /** Learns what the steps took, and corrects the price of replacements. */
  readonly history?: EstimateHistory;
  /** Rounds after the first, 100 at most; 0 for none. @default 3 */
  readonly maxReplans?: number;
  /** What is tried for a failed step, in this order. @default all, `ask` where there is an `ask` */
  readonly strategies?: readonly ReplanStrategy[];
  /** Methods of one's own for `alternative-method`; of equally fitting ones they go before the shipped ones. */
  readonly methods?: readonly Method[];
  /** Figures for replacements that are known better than what agents announce. */
  readonly estimates?: EstimateTable;
  /** Asks a person about a failed step; one that rejects counts as no answer. */
  readonly ask?: AskAboutStep;
  /** Told after each round with failures what was decided. What it throws ends the execution. */
  readonly onReplan?: (replanning: Replanning) => void | Promise<void>;
  /** Told before each round. What it throws ends the execution. */
  readonly onRound?: (round: PlanRound) => void | Promise<void>;
  /** The orchestrator's, where it has one of its own. @default the system's clock and ids */
  readonly runtime?: Runtime;
}
