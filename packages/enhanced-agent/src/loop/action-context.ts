import type { AgentContext, Task } from "@convoke/core";
import type { Evidence } from "../evidence/evidence.ts";
import type { Entry, RecordOptions } from "../evidence/ledger.ts";
import type { RunPlan } from "../machine/machine.ts";
import type { Delegation } from "./delegation.ts";

/** What an action can see of its run, and what it can do. */
export interface ActionContext {
  /** What the user asked for. */
  readonly prompt: string;
  /** The task of the main agent: its signal, budget, delegation, questions to people. */
  readonly agent: AgentContext;
  /**
   * The same, for an action that delegates many tasks and hears each as it settles; `agent` hands tasks over after those of the
   * actions before. Await `turn` before the first `record`.
   */
  readonly unordered: AgentContext;
  /** Resolves when the actions before this one that run together with it are done: evidence is numbered in the order of the actions. */
  turn(): Promise<void>;
  readonly plan: RunPlan | undefined;
  /** The proposed answer, in `VERIFYING`. */
  readonly answer: string | undefined;
  readonly evidence: readonly Evidence[];
  readonly delegations: readonly Delegation[];
  /** A name for this action that stays the same when a crashed run is resumed: a key for `agent.step` and `agent.waitFor`. */
  readonly key: string;
  /** Records a settled task of a delegation; a completed one becomes evidence unless `asEvidence` is false. */
  record(task: Task, options?: RecordOptions): Entry;
}
