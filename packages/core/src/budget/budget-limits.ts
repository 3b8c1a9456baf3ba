/** Money and language-model tokens. Missing parts count as zero. */
export interface Amount {
  readonly costUsd?: number;
  readonly tokens?: number;
}

/** What a run, a task or a whole orchestrator may use at most. Every limit is hard. */
export interface BudgetLimits {
  readonly maxCostUsd?: number;
  readonly maxTokens?: number;
  /** Milliseconds from the moment the budget begins. */
  readonly maxDurationMs?: number;
  /** Tasks that may start under it; on a task, its delegations. */
  readonly maxTasks?: number;
  /** Levels of delegation under it: 0 forbids `delegate`. */
  readonly maxDepth?: number;
  /** USD to reserve for a task whose agent declares no `costEstimate`; without it such a task is refused under `maxCostUsd`. */
  readonly assumeCostUsd?: number;
  /** Tokens to reserve for a task whose agent declares no `tokenEstimate`; without it such a task is refused under `maxTokens`. */
  readonly assumeTokens?: number;
}
