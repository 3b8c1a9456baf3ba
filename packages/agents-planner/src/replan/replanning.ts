import type { Plan } from "../plan/plan.ts";

/** What became of a step: a part of its task's record. */
export interface StepOutcome {
  readonly id: string;
  readonly status: "completed" | "failed" | "cancelled" | "pending" | "in_progress";
  readonly result?: unknown;
  readonly error?: string | undefined;
  /** The failure's code, e.g. `not_registered`. */
  readonly code?: string | undefined;
  /** Who did it. */
  readonly agentType?: string | undefined;
  readonly agentName?: string | undefined;
  readonly costUsd?: number | undefined;
}

/** A way to go on after a failed step. */
export type ReplanStrategy = "retry-elsewhere" | "alternative-method" | "drop-optional" | "ask";

/** What was decided about one failed step. */
export interface ReplanDecision {
  readonly stepId: string;
  /** `give-up` when no strategy was left. */
  readonly strategy: ReplanStrategy | "give-up";
  /** For a person: what failed, what is done instead, and why not something else. */
  readonly explanation: string;
  /** Ids of the steps that take the failed one's place. */
  readonly replacedBy: readonly string[];
}

/** What is left of a plan after failures. */
export interface Replanning {
  /** The steps that are still to run, with finished results put into their inputs; `undefined` when none can. */
  readonly plan?: Plan;
  /** Ids of the steps whose results stand. */
  readonly finished: readonly string[];
  readonly decisions: readonly ReplanDecision[];
}
