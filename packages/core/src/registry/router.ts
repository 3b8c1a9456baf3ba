import type { AgentDescriptor } from "./agent-descriptor.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** A candidate as a router sees it: what it announced, and how it does. */
export interface AgentHandle {
  readonly agent: AgentDescriptor;
  /** Attempts that run now. */
  readonly running: number;
  /** Tasks that wait for one of its slots. */
  readonly waiting: number;
  readonly completed: number;
  readonly failed: number;
  /** Moving average of an attempt's duration in milliseconds; 0 before the first. */
  readonly averageMs: number;
  /** Moving average of an attempt's cost in USD; 0 before the first. */
  readonly averageCostUsd: number;
}

/** Picks the agent for a task. Pure: the same candidates and task may be asked about more than once. */
export interface Router {
  /** `candidates` is never empty and ordered by priority, then by registration; `undefined` refuses all. */
  choose(candidates: readonly AgentHandle[], task: TaskSpec): AgentHandle | undefined;
}
