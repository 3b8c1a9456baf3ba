import type { Amount } from "../budget/budget-limits.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { AgentQuery } from "../registry/agent-query.ts";
import type { StandardSchemaV1 } from "../registry/standard-schema.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { Task } from "./task.ts";
import type { TaskSpec } from "./task-spec.ts";

/** How far an attempt has come; delivered to subscribers, not persisted. */
export interface Progress {
  /** From 0 to 1. */
  readonly fraction?: number;
  readonly message?: string;
  readonly data?: unknown;
}

/** Money and tokens set aside for one call; settle it with what the call really used. */
export interface Reservation {
  readonly amount: Amount;
  /** Replaces the reservation by the truth; later calls change nothing. */
  settle(actual: Amount): Promise<void>;
}

/** What an executor receives besides the task. */
export interface AgentContext {
  /** Aborts when the task is cancelled, runs out of time or exceeds its budget. Pass it on to everything that waits. */
  readonly signal: AbortSignal;
  /** 1 for the first attempt of this agent. */
  readonly attempt: number;
  /** The same for every attempt, also after a crash: give it to services that recognise repeated requests. */
  readonly idempotencyKey: string;
  readonly budget: {
    /** Sets an amount aside before it is spent; rejects with `budget_exceeded` when there is no room. */
    reserve(amount: Amount): Promise<Reservation>;
  };
  readonly runtime: Runtime;
  /** The records of the earlier steps of a sequential run. */
  readonly previous: readonly Task[];
  /** Tells subscribers how far the attempt has come. */
  report(progress: Progress): void;
  /** Runs a child task under this task's signal, budget and depth, and resolves with its settled record. */
  delegate(spec: TaskSpec): Promise<Task>;
  /** Who is registered and fits, in the order in which a task would prefer them; everybody when the query is left out. */
  findAgents(query?: AgentQuery): Promise<readonly AgentDescriptor[]>;
  /** Runs `work` once per task: later attempts, also after a crash, get the recorded value. */
  step<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** Waits for `orchestrator.answer(taskId, key, value)`; holds no slot meanwhile. Rejects with `invalid_input` when the answer does not fit. */
  waitFor<Value>(key: string, schema: StandardSchemaV1<unknown, Value>): Promise<Value>;
}
