import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** A task that a strategy has started. */
export interface StartedTask {
  /** Who works on it, or did last, whether registered still or not. */
  readonly agent?: { readonly agent: AgentDescriptor } | undefined;
  /** Cancels it and everything below it. */
  stop(reason: OrchestrationError): void;
  /** Why it was stopped, if it was. */
  readonly stopped?: { readonly error: OrchestrationError } | undefined;
}

/** All that a strategy knows of the world. */
export interface RunScope {
  /** Why nothing new may start; absent while the run goes on. */
  readonly reason?: OrchestrationError;
  /** The registered agent of this type and name. */
  find(agentType: string, name: string): AgentDescriptor | undefined;
  /**
   * Names agents for equal tasks at several positions of the plan: different ones first, each as the router
   * would pick it. `undefined` for a task that is best routed when its turn comes.
   */
  seat(spec: TaskSpec, positions: readonly number[]): readonly (string | undefined)[];
  /** Starts the task at a position of the plan. `onSettled` is called once, perhaps before this returns. */
  start(
    spec: TaskSpec,
    position: number,
    onSettled: (task: Task, position: number) => void,
    previous?: () => readonly Task[],
    input?: unknown,
  ): StartedTask;
  /** Calls the listener when the run is stopped, never for one that has been; returns how to take it back. */
  onStop(listener: () => void): () => void;
  /** Records a task that is not run, and why: `failed` for a bad input, else `cancelled`. */
  skip(spec: TaskSpec, position: number, error: OrchestrationError): Task;
}

/** A strategy: starts tasks in a scope until the plan is through, then hands over its outcome. */
export type Strategy<Plan, Outcome> = (scope: RunScope, plan: Plan, done: (outcome: Outcome) => void) => void;
