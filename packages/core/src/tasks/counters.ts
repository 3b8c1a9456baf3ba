import type { Registry } from "../registry/registry.ts";

/** What an orchestrator has done so far. */
export interface Statistics {
  readonly registeredAgents: number;
  /** Distinct agent types. */
  readonly agentTypes: number;
  readonly totalTasks: number;
  readonly tasksCompleted: number;
  readonly tasksFailed: number;
  readonly tasksCancelled: number;
  readonly tasksInProgress: number;
  /** Completed of completed and failed tasks, in percent with two decimals; 0 before any. */
  readonly successRate: number;
  /** Distinct capability names. */
  readonly capabilities: number;
}

/** Counters, so that statistics cost nothing to keep and nothing to read. */
export class Counters {
  total = 0;
  completed = 0;
  failed = 0;
  cancelled = 0;
  inProgress = 0;

  read(registry: Registry): Statistics {
    const finished = this.completed + this.failed;
    return {
      registeredAgents: registry.all().length,
      agentTypes: registry.types.length,
      totalTasks: this.total,
      tasksCompleted: this.completed,
      tasksFailed: this.failed,
      tasksCancelled: this.cancelled,
      tasksInProgress: this.inProgress,
      successRate: finished === 0 ? 0 : Math.round((this.completed / finished) * 10_000) / 100,
      capabilities: registry.capabilities.length,
    };
  }
}
