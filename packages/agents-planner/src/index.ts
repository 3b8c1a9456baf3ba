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
export { planToTasks } from "./plan/plan-to-tasks.ts";
export { type PlanProblem, type PlanProblemCode, validatePlan } from "./plan/validate-plan.ts";

export { schedulePlan, type ScheduleOptions } from "./schedule/schedule-plan.ts";
export type { PlanSchedule, ScheduledAgent, ScheduledStep } from "./schedule/plan-schedule.ts";
export type { ReplanDecision, Replanning, ReplanStrategy, StepOutcome } from "./replan/replanning.ts";
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
