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

/** The ways to go on, in the order in which they are tried. */
export const replanStrategies = [
  "retry-elsewhere",
  "alternative-method",
  "drop-optional",
  "ask",
] as const satisfies readonly ReplanStrategy[];

/** What was decided about one failed step. */
export interface ReplanDecision {
  readonly stepId: string;
  /** `give-up` when no strategy was left. */
  readonly strategy: ReplanStrategy | "give-up";
  /** For a person: what failed, what is done instead, and why not something else. */
  readonly explanation: string;
  /** Ids of the steps that take the failed one's place; its own when it is tried again. */
  readonly replacedBy: readonly string[];
  /** Who failed it, where somebody did. */
  readonly failedBy?: { readonly agentType: string; readonly agentName: string };
  /** For `alternative-method`: the planning method. */
  readonly method?: string;
}

/** What a person can say about a failed step. */
export type ReplanChoice = "retry" | "skip" | "result" | "stop";

/** What a person is asked about a failed step. */
export interface ReplanQuestion {
  readonly stepId: string;
  readonly description: string;
  readonly error: string;
  readonly choices: readonly ReplanChoice[];
}

/** A person's answer: try it again, go on without it, here is its result, or end the plan here. */
export type ReplanAnswer = "retry" | "skip" | "stop" | { readonly result: unknown };

/** What is left of a plan after failures. */
export interface Replanning {
  /** The steps that are still to run, with finished results put into their inputs; `undefined` when none can. */
  readonly plan?: Plan;
  /** Ids of the steps whose results stand. */
  readonly finished: readonly string[];
  readonly decisions: readonly ReplanDecision[];
  /** Ids of the steps without which the plan goes on. */
  readonly dropped: readonly string[];
  /** Results that a person gave in place of steps. */
  readonly given: readonly { readonly stepId: string; readonly result: unknown }[];
  /** What has to be asked before those steps can be decided; what hangs on them is left out of `plan`. */
  readonly questions: readonly ReplanQuestion[];
}
