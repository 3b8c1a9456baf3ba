import type { BudgetLimits } from "../budget/budget-limits.ts";
import type { AgentTypeName } from "../registry/agent-type.ts";
import type { Task } from "./task.ts";

/** How long to wait before the next attempt: `initialMs * factor^(n-1)`, at most `maxMs`, varied by `jitter`. */
export interface Backoff {
  /** @default 200 */
  readonly initialMs?: number;
  /** @default 2 */
  readonly factor?: number;
  /** @default 30_000 */
  readonly maxMs?: number;
  /** Share of the delay that chance may take away, in [0, 1]. @default 0.5 */
  readonly jitter?: number;
}

/** How often one agent may try, the first attempt included. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoff?: Backoff;
}

/** A function that computes a step's input from the records before it; in process only. */
export type InputFunction = (previous: readonly Task[]) => unknown;

/** Any value; a function is called with the records before the task. Spelt out, so that its parameter has a type. */
export type InputValue = InputFunction | {} | null | undefined;

/**
 * A task as it is asked for. Either `agentType` or `capability` says who shall do it.
 *
 * @example
 * const spec: TaskSpec = { agentType: "knowledge", description: "Research React", timeoutMs: 60_000 };
 */
export interface TaskSpec<Input = InputValue> {
  readonly agentType?: AgentTypeName;
  /** Sends the task to whoever offers this capability. */
  readonly capability?: string;
  /** Sends the task to the agent of this name within the type. */
  readonly agentName?: string;
  readonly description: string;
  /** A value, `fromTask` references within a value, or, in a strategy, a function of the records before it. */
  readonly input?: Input;
  /** Names the task within its plan; for a single task it makes the submission idempotent. Must not contain `/`. */
  readonly id?: string;
  /** Names a child within its parent, so that a later attempt recognises it. Must not contain `/`. */
  readonly key?: string;
  /** In a sequential or graph run: when it does not complete, nothing after it starts. */
  readonly strict?: boolean;
  /** In a graph: ids of the tasks that must settle first. */
  readonly dependsOn?: readonly string[];
  /** Milliseconds from submission to the end, waiting and retries included. */
  readonly timeoutMs?: number;
  /** Milliseconds that one attempt may run. */
  readonly attemptTimeoutMs?: number;
  readonly retry?: RetryPolicy;
  /** Agent types to try, in order, when the agent before has failed for good. */
  readonly fallback?: readonly AgentTypeName[];
  /** Limits what the task and everything it delegates may use. */
  readonly budget?: BudgetLimits;
  /** Higher goes first where tasks wait for a slot. @default 0, or the parent's */
  readonly priority?: number;
  /** Cancels the task when it aborts; in process only, never persisted. */
  readonly signal?: AbortSignal;
}
