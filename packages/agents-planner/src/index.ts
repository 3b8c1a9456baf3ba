// for everyone who plans
export { createPlannerAgent, type PlannerAgent } from "./planner-agent.ts";
export type { PlannerOptions } from "./planner-options.ts";
export type { ModelOptions } from "./model/model-options.ts";
export {
  type PlannerConstraints,
  type PlannerInput,
  plannerInputSchema,
  type PlannerTaskType,
} from "./planner-input.ts";
export type { PlannerResult } from "./executor.ts";
export type { BroughtTogether } from "./tools/bring-together.ts";
export type { Vote, VoteCount, VoteGroup } from "./tools/count-votes.ts";
export type { EstimatedLimit, EstimatedStep, PlanEstimation } from "./tools/estimate.ts";
export type { ShownSchedule } from "./tools/schedule-plan.ts";
export type { PlanValidation } from "./tools/validate-plan.ts";
export {
  type EstimateCorrection,
  type Plan,
  type PlanEstimate,
  planEstimateSchema,
  planJsonSchema,
  type PlanLimits,
  planSchema,
  type PlanStep,
  planStepSchema,
} from "./plan/plan.ts";
export { type EstimateOptions, estimatePlan } from "./plan/estimate-plan.ts";
export { formatPlan, type PlanFormat } from "./format/format-plan.ts";
export { formatSchedule, type ScheduleFormat } from "./format/format-schedule.ts";
export { describeLimits, type ShownLimits } from "./plan/describe-limits.ts";
export { formatMermaid } from "./format/format-mermaid.ts";
export { executePlan } from "./execute/execute-plan.ts";
export type { ExecutePlanOptions, PlanRound } from "./execute/execute-options.ts";
export type { ExecutedStep, PlanExecution } from "./execute/plan-execution.ts";
export { findStepOfTask, type StepOfTask } from "./execute/find-step.ts";
export { planToTasks, type TaskOptions } from "./plan/plan-to-tasks.ts";
export {
  type PlanProblem,
  type PlanProblemCode,
  type PlanValidationOptions,
  validatePlan,
} from "./plan/validate-plan.ts";

export { schedulePlan, type ScheduleOptions } from "./schedule/schedule-plan.ts";
export type { PlanSchedule, ScheduledAgent, ScheduledStep } from "./schedule/plan-schedule.ts";
export { replan } from "./replan/replan.ts";
export { type AskAboutStep, replanAsking } from "./replan/replan-asking.ts";
export type { ReplanTools } from "./replan/replan-tools.ts";
export {
  type ReplanAnswer,
  type ReplanChoice,
  type ReplanDecision,
  type Replanning,
  type ReplanQuestion,
  replanStrategies,
  type ReplanStrategy,
  type StepOutcome,
} from "./replan/replanning.ts";
export { createEstimateHistory, type EstimateHistoryOptions } from "./estimates/create-estimate-history.ts";
export {
  createEstimator,
  type EstimateBasis,
  type Estimator,
  type EstimatorSources,
  type PricedRequest,
  type PricedStep,
} from "./estimates/estimator.ts";
export type { EstimateHistory, EstimateObservation } from "./estimates/estimate-history.ts";

// for authors of methods
export {
  defineMethod,
  type ExpandedGoal,
  type Expansion,
  type Method,
  type MethodLibrary,
  type MethodSituation,
  type Precondition,
} from "./methods/method.ts";
export type { GoalPattern } from "./methods/goal-pattern.ts";
export type { CompoundStep, MethodStep } from "./methods/compound-step.ts";
export type { StepDraft } from "./methods/step-draft.ts";
export { shippedMethods } from "./methods/shipped-methods.ts";
export type { Goal, GoalLimits } from "./goal/goal.ts";
export type { Intent } from "./goal/verbs.ts";
export { createGoalReader, type GoalReader, type GoalReaderOptions } from "./goal/goal-reader.ts";
export { classifyThing, type ThingKind } from "./goal/things.ts";
export type { ResearchDigest } from "./research/research-digest.ts";
export type { FoundName } from "./research/found-name.ts";
export type { TechnologyKind } from "./goal/known-technologies.ts";
export type { EstimateTable, StepEstimate } from "./estimates/typical-estimates.ts";
