import type { ErrorCode } from "../errors/error-code.ts";
import type { AgentTypeName } from "../registry/agent-type.ts";
import type { TaskStatus } from "./task-status.ts";

/** Why a task did not complete: the code for programs, the message for people, the cause for debuggers. */
export interface TaskFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** What was thrown, in the process where it was thrown; neither enumerable nor persisted. */
  readonly cause?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a task has used: settled reservations, else the capability's estimate. */
export interface Spend {
  readonly costUsd: number;
  readonly tokens: number;
}

/** The record of one task; a settled record does not change any more. */
export interface Task<Input = unknown, Result = unknown> {
  /** The task's key: `runId` for a single task, `runId/<id or index>` in a strategy, `parent/<key>` for a child. */
  readonly taskId: string;
  readonly runId: string;
  /** The task that delegated this one. */
  readonly parentId?: string;
  /** The type of the agent that ran, else the one that was asked for; empty for a task by capability that found none. */
  readonly agentType: AgentTypeName;
  /** The agent that ran, or runs; before that the one that was asked for by name. */
  readonly agentName?: string;
  readonly agentVersion?: string;
  readonly capability?: string;
  readonly description: string;
  readonly input: Input;
  readonly status: TaskStatus;
  /** Present when `status` is `completed`. */
  readonly result?: Result;
  /** The message of `failure`. */
  readonly error?: string;
  readonly failure?: TaskFailure;
  /** How often an executor was started for it, over all agents. */
  readonly attempts: number;
  readonly priority?: number;
  readonly spend?: Spend;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}
