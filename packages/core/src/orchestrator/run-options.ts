import type { BudgetLimits } from "../budget/budget-limits.ts";

/** What applies to a run as a whole. */
export interface RunOptions {
  /** Names the run and makes its submission idempotent. Must not contain `/`. */
  readonly id?: string;
  /** Cancels the run when it aborts. */
  readonly signal?: AbortSignal;
  /** Limits what all tasks of the run together may use. */
  readonly budget?: BudgetLimits;
}
