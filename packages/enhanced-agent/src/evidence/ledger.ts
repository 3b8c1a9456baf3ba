import type { Task } from "@convoke/core";
import type { Delegation } from "../loop/delegation.ts";
import type { Evidence } from "./evidence.ts";

/** What a run has had done, and what it can cite. */
export interface Ledger {
  readonly delegations: readonly Delegation[];
  readonly evidence: readonly Evidence[];
  /**
   * Records a settled task; a completed one becomes evidence unless `asEvidence` is false. A task that is recorded already
   * keeps its entry.
   */
  record(
    task: Task,
    options?: { readonly asEvidence?: boolean },
  ): { readonly delegation: Delegation; readonly evidence?: Evidence };
}

/** Starts an empty ledger. */
export function createLedger(): Ledger {
  throw new Error("not written yet");
}
