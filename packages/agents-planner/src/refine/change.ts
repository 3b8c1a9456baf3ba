import type { Goal, GoalLimits } from "../goal/goal.ts";

/** One thing that is to be different in a plan; `said` holds the words that asked for it. */
export type Change = { readonly said: string } & (
  | { readonly kind: "add-feature"; readonly name: string }
  | { readonly kind: "add-work"; readonly work: Goal }
  | { readonly kind: "use"; readonly name: string }
  | { readonly kind: "replace"; readonly from: string; readonly to: string }
  | {
      readonly kind: "leave-out";
      readonly name: string;
      /** True for a condition beside the change: what no step fits is handed on to the steps instead of refused. */
      readonly isCondition?: boolean;
    }
  | { readonly kind: "limit"; readonly limits: GoalLimits; readonly notes: readonly string[] }
  | { readonly kind: "note"; readonly note: string }
);
