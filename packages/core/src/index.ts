// For users of agents.
export { Orchestrator } from "./orchestrator/orchestrator.ts";
export type { OrchestratorOptions } from "./orchestrator/orchestrator-options.ts";
export type { NamedFunctions } from "./orchestrator/plan-functions.ts";
export type { ResumeOptions } from "./orchestrator/resume-options.ts";
export type { RunOptions } from "./orchestrator/run-options.ts";
export type { RunHandle, TaskHandle } from "./orchestrator/run-handle.ts";
export type { MissingEstimate, PlanEstimate } from "./orchestrator/estimate.ts";
export type { OutcomeOf } from "./orchestrator/outcome.ts";
export type {
  AgentMap,
  InputOf,
  InputOfAgent,
  ResultOf,
  ResultOfAgent,
  SpecFor,
  TaskFor,
} from "./orchestrator/typed-agents.ts";
export type {
  ConsensusFor,
  HierarchicalFor,
  PlannedSpec,
  PreviousFor,
  SpecsFor,
  TasksFor,
} from "./orchestrator/typed-specs.ts";
export { AgentType, type AgentTypeName } from "./registry/agent-type.ts";
export type { AgentQuery } from "./registry/agent-query.ts";
export { TaskStatus } from "./tasks/task-status.ts";
export type { Spend, Task, TaskFailure } from "./tasks/task.ts";
export type { Backoff, InputFunction, InputValue, RetryPolicy, TaskSpec } from "./tasks/task-spec.ts";
export type { Statistics } from "./tasks/counters.ts";
export { fromTask, literal, type LiteralValue, type TaskReference } from "./tasks/references.ts";
export type { WithReferences } from "./tasks/with-references.ts";
export type { Amount, BudgetLimits } from "./budget/budget-limits.ts";
export type {
  ConsensusPlan,
  EarlyStop,
  GraphPlan,
  HierarchicalPlan,
  ParallelPlan,
  Plan,
  SequentialPlan,
  SubtaskFailurePolicy,
  TaskPlan,
} from "./strategies/plan.ts";
export type { ConsensusOutcome, Vote } from "./strategies/consensus.ts";
export type { OutcomeGroup, TallyStop } from "./strategies/consensus-tally.ts";
export type { VoterFailurePolicy } from "./strategies/tally-options.ts";
export type { Equivalence } from "./strategies/equivalence.ts";
export type { HierarchicalOutcome } from "./strategies/hierarchical.ts";
export type { AggregationStrategy } from "./strategies/aggregate.ts";
export type { AggregationContext, AggregationFunction } from "./strategies/call-aggregation.ts";
export type { MergeConflict, MergeSource } from "./strategies/merge-results.ts";
export type {
  AttemptSequel,
  DurableEvent,
  EphemeralEvent,
  EventBody,
  EventHeader,
  OrchestrationEvent,
} from "./events/event.ts";
export { eventTypes } from "./events/check-subscription.ts";
export type { EventFilter, EventListener, SubscriptionOptions } from "./events/subscription.ts";
export { ErrorCode } from "./errors/error-code.ts";
export {
  describeThrown,
  OrchestrationError,
  type OrchestrationErrorOptions,
} from "./errors/orchestration-error.ts";
export {
  defineErrorClass,
  type ReasonedError,
  type ReasonedErrorClass,
} from "./errors/define-error-class.ts";

// For authors of agents.
export type { Agent, TaskRequest } from "./registry/agent.ts";
export type { AgentCapability, AgentDescriptor } from "./registry/agent-descriptor.ts";
export type { AgentContext, Progress, Reservation } from "./tasks/agent-context.ts";
export type { SchemaIssue, SchemaResult, StandardSchemaV1 } from "./registry/standard-schema.ts";
export type {
  LanguageModel,
  ModelDelta,
  ModelEstimateRequest,
  ModelFinishReason,
  ModelMessage,
  ModelReply,
  ModelRequest,
  ModelTool,
  ModelToolCall,
  ModelToolChoice,
  ModelUsage,
} from "./model/language-model.ts";
export { callModel, type ModelOutcome, type ModelQuestion } from "./model/call-model.ts";
export type { ModelCall, ModelCallContext } from "./model/budgeted-call.ts";
export { generateWithinBudget } from "./model/generate-within-budget.ts";
export { streamWithinBudget } from "./model/stream-within-budget.ts";
export { type DataBlock, fenceData, fenceRule } from "./model/fence.ts";
export { delegateConsensus } from "./orchestrator/delegate-consensus.ts";
export { type PathReading, readPath } from "./json/read-path.ts";
export { nearestName } from "./errors/nearest-name.ts";
export { awaitUnlessAborted } from "./runtime/await-unless-aborted.ts";
export { delay } from "./runtime/delay.ts";
export { giveWay } from "./runtime/give-way.ts";
export { type Runtime, systemRuntime } from "./runtime/runtime.ts";

// For authors of routers, engines and stores.
export type { AgentHandle, Router } from "./registry/router.ts";
export type { AttemptHost, AttemptRequest, Engine, Ticket } from "./engines/engine.ts";
export { inProcessEngine, type InProcessEngineOptions } from "./engines/in-process-engine.ts";
export { validateAgent } from "./registry/validate-agent.ts";
export { runAttempt } from "./engines/run-attempt.ts";
export { memoryStore, type MemoryStoreOptions } from "./stores/memory-store.ts";
export type { Artifact, ArtifactInfo, ArtifactStore } from "./stores/artifact-store.ts";
export { memoryArtifactStore, type MemoryArtifactStoreOptions } from "./stores/memory-artifact-store.ts";
export type {
  AnswerRecord,
  ArchiveFilter,
  CommitReceipt,
  EventRecord,
  Lease,
  NewRun,
  Page,
  Retention,
  RunFilter,
  RunRecord,
  RunStatus,
  RunStop,
  RunSummary,
  SpendRecord,
  StepRecord,
  StoredEvent,
  StoredRun,
  TaskArchive,
  TaskRecord,
  TaskStore,
  Writes,
} from "./stores/task-store.ts";
