import type {
  AgentDescriptor,
  AgentQuery,
  ConsensusOutcome,
  ConsensusPlan,
  EventFilter,
  HierarchicalOutcome,
  HierarchicalPlan,
  OrchestrationEvent,
  Statistics,
  Task,
  TaskSpec,
} from "@convoke/core";

/** The name of a run, and what ends it. */
export interface RunTerms {
  readonly id: string;
  readonly signal?: AbortSignal;
}

/** What the demo needs of whoever runs its tasks: an orchestrator in this process, or one on a server. */
export interface Conductor {
  delegateTask(task: TaskSpec & RunTerms): Promise<Task>;
  executeSequential(tasks: readonly TaskSpec[], terms: RunTerms): Promise<readonly Task[]>;
  executeParallel(tasks: readonly TaskSpec[], terms: RunTerms): Promise<readonly Task[]>;
  executeHierarchical(plan: Omit<HierarchicalPlan, "strategy"> & RunTerms): Promise<HierarchicalOutcome>;
  executeConsensus(plan: Omit<ConsensusPlan, "strategy"> & RunTerms): Promise<ConsensusOutcome>;
  subscribe(listener: (event: OrchestrationEvent) => void, filter?: EventFilter): () => void;
  findAgents(query?: AgentQuery): readonly AgentDescriptor[];
  getTaskStatus(taskId: string): Task | undefined;
  getStatistics(): Statistics | Promise<Statistics>;
  close(): Promise<unknown>;
}
