/** One step of a run's plan. */
export interface PlannedStep {
  /** `S1`, `S2`, … */
  readonly id: string;
  readonly description: string;
  /** Who is meant to do it, when the plan says so. */
  readonly agentType?: string;
}

/** What the run set out to do, and what its answer must satisfy. */
export interface RunPlan {
  readonly steps: readonly PlannedStep[];
  /** Sentences that must be true of the answer; may be empty. */
  readonly criteria: readonly string[];
}

/** One thing that was checked about the answer. */
export interface Check {
  /** `form`: it can be read at all. `citation`: every reference exists. `step`: no step of the plan is passed over in silence. `criterion`: judged by the model. */
  readonly kind: "form" | "citation" | "step" | "criterion";
  /** What was asked, in words. */
  readonly about: string;
  readonly passed: boolean;
  /** Why not, and what would help; for checks that did not pass. */
  readonly problem?: string;
}

/** What an action means to the machine. */
export type ActionResult =
  | { readonly type: "planned"; readonly plan: RunPlan }
  /** Something was found out or done: the run moves on. */
  | { readonly type: "progressed" }
  /** The same was asked before, or nothing came of it. */
  | { readonly type: "stood-still" }
  /** An answer is proposed; `checks` are those that need no model. */
  | { readonly type: "answered"; readonly answer: string; readonly checks: readonly Check[] }
  /** The model has judged the proposed answer. */
  | { readonly type: "verified"; readonly checks: readonly Check[] }
  | { readonly type: "reflected" };
