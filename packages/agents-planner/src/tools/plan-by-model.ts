import type { AgentContext } from "@convoke/core";
import { applyConstraints } from "../goal/apply-constraints.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import { type PlanningModel, planWithModel } from "../model/plan-with-model.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import { planGoal, readTaskGoal } from "./create-plan.ts";
import type { Planning } from "./planning.ts";
import { readPlanInput } from "./read-plan-input.ts";
import { refinePlan } from "./refine-plan.ts";

type ModelContext = Pick<AgentContext, "previous" | "signal" | "budget">;

/** Has the model turn a goal into a plan; where that fails, the method library does, and the plan says why. */
export async function createPlanByModel(
  description: string,
  input: PlannerInput | undefined,
  context: ModelContext,
  planning: Planning,
  model: PlanningModel,
): Promise<Plan> {
  const { goal, research } = readTaskGoal(description, input, context, planning);
  const { plan, notes } = await planWithModel({ goal, research, ...planning }, model, context);
  return plan ?? planGoal({ ...goal, notes: [...notes, ...goal.notes] }, planning);
}

/** Has the model change a plan; where that fails, the change is understood by rules, and the plan says why. */
export async function refinePlanByModel(
  description: string,
  input: PlannerInput | undefined,
  context: ModelContext,
  planning: Planning,
  model: PlanningModel,
): Promise<Plan> {
  const plan = readPlanInput(input?.plan, "refine_plan");
  const { goals } = planning;
  const goal = applyConstraints(goals.read(plan.goal), input?.constraints, goals);
  const refinement = { plan, change: readGoalText(input?.task, description) };
  const made = await planWithModel({ goal, refinement, ...planning }, model, context);
  if (made.plan !== undefined) return made.plan;
  const refined = refinePlan(description, input, planning);
  return { ...refined, assumptions: [...new Set([...refined.assumptions, ...made.notes])] };
}
