import type { EvidenceSource, Evidence } from "./evidence/evidence.ts";
import type { Delegation } from "./loop/delegation.ts";
import type { AgentState } from "./machine/agent-state.ts";
import type { Check, RunPlan } from "./machine/machine.ts";

/** What the main agent answers. */
export interface EnhancedResult {
  /** Text that cites its evidence as `[E1]` and `[E1.2]`. */
  readonly answer: string;
  /** The sources that the answer cites, in the order of their first mention. */
  readonly citations: readonly EvidenceSource[];
  /** What the answer could rest on, without whole results: those are the results of the tasks that `delegations` name. */
  readonly evidence: readonly Omit<Evidence, "result">[];
  readonly delegations: readonly Delegation[];
  readonly plan: RunPlan;
  /** All of them passed. */
  readonly checks: readonly Check[];
  /** The states that were gone through, in order. */
  readonly states: readonly AgentState[];
  /** Actions that were refused, and why. */
  readonly refusals: readonly {
    readonly action: string;
    readonly state: AgentState;
    readonly message: string;
  }[];
  readonly lesson?: string;
  /** Replies of the model. */
  readonly steps: number;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly costUsd?: number };
  /** `rules`: no language model was there, and the rules of the package decided. */
  readonly method: "model" | "rules";
  readonly modelName?: string;
  readonly sessionId: string;
}
