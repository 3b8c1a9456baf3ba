import type { RetryPolicy, TaskSpec } from "../tasks/task-spec.ts";
import type { AggregationStrategy } from "./aggregate.ts";
import type { Equivalence } from "./equivalence.ts";
import type { VoterFailurePolicy } from "./tally-options.ts";

/** One task. */
export interface TaskPlan {
  readonly strategy: "task";
  readonly task: TaskSpec;
}

/** A → B → C: each step may use the records before it. */
export interface SequentialPlan {
  readonly strategy: "sequential";
  readonly tasks: readonly TaskSpec[];
}

/** A ‖ B ‖ C. */
export interface ParallelPlan {
  readonly strategy: "parallel";
  readonly tasks: readonly TaskSpec[];
  /** Tasks that run at once; all when left out. */
  readonly concurrency?: number;
}

/** What a failed subtask means: go on, stop the others, or fail unless `quorum` of them complete. */
export type SubtaskFailurePolicy = "continue" | "stop" | { readonly quorum: number };

/** A main task that is split over sub-agents. */
export interface HierarchicalPlan {
  readonly strategy: "hierarchical";
  /** A label for people: what the subtasks are for. */
  readonly mainTask: string;
  readonly subtasks: readonly TaskSpec[];
  /** @default "concat" */
  readonly aggregationStrategy?: AggregationStrategy;
  /** @default "continue" */
  readonly onFailure?: SubtaskFailurePolicy;
  readonly concurrency?: number;
  /** For `vote`: the part of a result that is compared; in process only. */
  readonly select?: (result: unknown) => unknown;
}

/**
 * When to stop asking: as soon as the verdict is settled, never, or as soon as the leading answer is the
 * more frequent one with this probability.
 */
export type EarlyStop = "decided" | "never" | { readonly confidence: number };

/** A question that several agents answer. */
export interface ConsensusPlan {
  readonly strategy: "consensus";
  /** The question, in words. */
  readonly task: string;
  /** One agent type a vote; a repeated type goes to different agents of that type first. */
  readonly agents: readonly string[];
  readonly input?: unknown;
  readonly capability?: string;
  /** Share of the weights that the winner needs, in (0, 1]. */
  readonly minAgreement: number;
  /** One for each of `agents`, finite and above 0. @default all 1 */
  readonly weights?: readonly number[];
  /** @default "canonical-json" */
  readonly equivalence?: Equivalence;
  /** The part of a result that is compared; in process only. @default the capability's answerPath, else `verdict`, else `answer`, else the whole */
  readonly select?: (result: unknown) => unknown;
  /** @default "count" */
  readonly onVoterFailure?: VoterFailurePolicy;
  /** @default "decided" */
  readonly earlyStop?: EarlyStop;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly attemptTimeoutMs?: number;
  readonly retry?: RetryPolicy;
  readonly priority?: number;
}

/** Tasks with `id` and `dependsOn`. */
export interface GraphPlan {
  readonly strategy: "graph";
  readonly tasks: readonly TaskSpec[];
  readonly concurrency?: number;
}

/** A plan for which a strategy is needed. */
export type StrategyPlan = SequentialPlan | ParallelPlan | HierarchicalPlan | ConsensusPlan | GraphPlan;

/** A run as data: it can be stored, priced, shipped and repeated. */
export type Plan = TaskPlan | StrategyPlan;
