import type { TaskFailure, TaskStatus } from "@convoke/core";

/** What became of one delegated task. */
export interface Delegation {
  readonly taskId: string;
  readonly agentType: string;
  readonly agentName?: string;
  readonly capability?: string;
  readonly task: string;
  /** Equal for delegations that ask the same of the same: agent type or capability, task and input. */
  readonly asked?: string;
  readonly status: TaskStatus;
  /** Its evidence, when it completed. */
  readonly evidenceId?: string;
  readonly failure?: Pick<TaskFailure, "code" | "message">;
  /** Milliseconds; absent when it never started. */
  readonly elapsedMs?: number;
  readonly costUsd?: number;
}
