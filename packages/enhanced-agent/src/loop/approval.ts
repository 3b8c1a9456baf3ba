import type { Action } from "../action/action-definition.ts";

/** An action that waits for somebody's leave. */
export interface PendingApproval {
  /** Names the wait: with `approve: "wait"` it is answered by `orchestrator.answer(taskId, "approve-" + key, …)`. */
  readonly key: string;
  readonly action: string;
  readonly fields: Action["fields"];
  /** The action as text, for people. */
  readonly shown: string;
  /** The task of the main agent. */
  readonly taskId: string;
}

/** Leave, or none and why. */
export type ApprovalDecision = boolean | { readonly approved: boolean; readonly reason?: string | undefined };

/** Decides about an action; a throw denies it. */
export type Approve = (
  action: PendingApproval,
  options: { readonly signal: AbortSignal },
) => ApprovalDecision | Promise<ApprovalDecision>;
