/** When one step runs, and how much later it could. All times in seconds after the start of the plan. */
export interface ScheduledStep {
  readonly id: string;
  /** The agent that it is scheduled on, by name; its type or capability where nobody is known. */
  readonly agent: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** By the dependencies alone, agents without limit. */
  readonly earliestStartSeconds: number;
  /** By the dependencies alone, without making the critical path longer. */
  readonly latestStartSeconds: number;
  /** How long the step could wait without making the critical path longer; 0 for critical ones. */
  readonly slackSeconds: number;
  readonly isCritical: boolean;
}

/** What one agent does in a schedule. */
export interface ScheduledAgent {
  readonly agent: string;
  /** How many steps it does at once; `null` for any number. */
  readonly concurrency: number | null;
  readonly busySeconds: number;
  readonly steps: number;
}

/** A plan in time. */
export interface PlanSchedule {
  readonly makespanSeconds: number;
  readonly costUsd: number;
  /** No schedule can be shorter: critical path, and work per agent with what must come before and after it. */
  readonly lowerBoundSeconds: number;
  /** True when no schedule is shorter, which is known for small plans and where the lower bound is met. */
  readonly isOptimal: boolean;
  readonly criticalPath: readonly string[];
  /** In the plan's order. */
  readonly steps: readonly ScheduledStep[];
  readonly agents: readonly ScheduledAgent[];
}
