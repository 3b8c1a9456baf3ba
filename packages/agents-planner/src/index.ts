// for everyone who plans
export { createPlannerAgent, type PlannerOptions } from "./planner-agent.ts";
export { type PlannerConstraints, type PlannerInput, plannerInputSchema } from "./planner-input.ts";
export type { PlannerResult } from "./executor.ts";
export type { BroughtTogether } from "./tools/bring-together.ts";
export type { PlanValidation } from "./tools/validate-plan.ts";
export {
  type Plan,
  type PlanEstimate,
  planEstimateSchema,
  planSchema,
  type PlanStep,
  planStepSchema,
} from "./plan/plan.ts";
export { estimatePlan } from "./plan/estimate-plan.ts";
export { formatPlan } from "./plan/format-plan.ts";
export { planToTasks } from "./plan/plan-to-tasks.ts";
export { type PlanProblem, type PlanProblemCode, validatePlan } from "./plan/validate-plan.ts";

// for authors of methods
export { defineMethod, type Expansion, type Method, type MethodLibrary } from "./methods/method.ts";
export type { StepDraft } from "./methods/step-draft.ts";
export { shippedMethods } from "./methods/shipped-methods.ts";
export type { Goal, GoalLimits } from "./goal/goal.ts";
export type { Intent } from "./goal/verbs.ts";
export { parseGoal } from "./goal/parse-goal.ts";
export { classifyThing, type ThingKind } from "./goal/things.ts";
export type { ResearchDigest } from "./research/research-digest.ts";
export type { EstimateTable, StepEstimate } from "./plan/typical-estimates.ts";
