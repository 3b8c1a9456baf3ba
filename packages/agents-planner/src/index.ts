// for everyone who plans
export { createPlannerAgent, type PlannerOptions } from "./planner-agent.ts";
export {
  type PlannerConstraints,
  type PlannerInput,
  plannerInputSchema,
  type PlannerTaskType,
} from "./planner-input.ts";
export type { PlannerResult } from "./executor.ts";
export type { BroughtTogether } from "./tools/bring-together.ts";
export type { EstimatedLimit, EstimatedStep, PlanEstimation } from "./tools/estimate.ts";
export type { PlanValidation } from "./tools/validate-plan.ts";
export {
  type EstimateCorrection,
  type Plan,
  type PlanEstimate,
  planEstimateSchema,
  planSchema,
  type PlanStep,
  planStepSchema,
} from "./plan/plan.ts";
export { estimatePlan } from "./plan/estimate-plan.ts";
export { formatPlan } from "./format/format-plan.ts";
export { executePlan } from "./execute/execute-plan.ts";
export type { ExecutePlanOptions, PlanRound } from "./execute/execute-options.ts";
export type { ExecutedStep, PlanExecution } from "./execute/plan-execution.ts";
export { findStepOfTask, type StepOfTask } from "./execute/find-step.ts";
export { planToTasks } from "./plan/plan-to-tasks.ts";
export { type PlanProblem, type PlanProblemCode, validatePlan } from "./plan/validate-plan.ts";

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
export { defineMethod, type Expansion, type Method, type MethodLibrary } from "./methods/method.ts";
export type { StepDraft } from "./methods/step-draft.ts";
export { shippedMethods } from "./methods/shipped-methods.ts";
export type { Goal, GoalLimits } from "./goal/goal.ts";
export type { Intent } from "./goal/verbs.ts";
export { createGoalReader, type GoalReader, type GoalReaderOptions } from "./goal/goal-reader.ts";
export { classifyThing, type ThingKind } from "./goal/things.ts";
export type { ResearchDigest } from "./research/research-digest.ts";
export type { EstimateTable, StepEstimate } from "./estimates/typical-estimates.ts";
