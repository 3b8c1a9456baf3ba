import type { AgentContext, TaskRequest } from "@convoke/core";
import type { Plan } from "./plan/plan.ts";
import type { PlannerInput, PlannerTaskType } from "./planner-input.ts";
import type { Replanning } from "./replan/replanning.ts";
import { bringTogether, type BroughtTogether } from "./tools/bring-together.ts";
import { countVotes, type VoteCount } from "./tools/count-votes.ts";
import { createPlan } from "./tools/create-plan.ts";
import { estimateSteps, type PlanEstimation } from "./tools/estimate.ts";
import { createPlanByModel, refinePlanByModel } from "./tools/plan-by-model.ts";
import { type PlannerSetup, preparePlanning } from "./tools/planning.ts";
import { refinePlan } from "./tools/refine-plan.ts";
import { replanPlan } from "./tools/replan.ts";
import { scheduleTool, type ShownSchedule } from "./tools/schedule-plan.ts";
import { checkPlan, type PlanValidation } from "./tools/validate-plan.ts";

/** A plan for `create_plan` and `refine_plan`; for every other type of task what its tool answers. */
export type PlannerResult =
  | Plan
  | PlanValidation
  | ShownSchedule
  | PlanEstimation
  | Replanning
  | BroughtTogether
  | VoteCount;

type PlannerTask = Pick<TaskRequest<PlannerInput | undefined>, "description" | "capability" | "input">;

/** Sends a task to its tool: by the input's `type`, else by the capability asked for, else by what the input holds. */
export async function executePlanner(
  task: PlannerTask,
  context: AgentContext,
  setup: PlannerSetup,
): Promise<PlannerResult> {
  const { description, input } = task;
  const { planningModel } = setup;
  if (planningModel !== undefined) await chargeOnlyWhatIsSettled(context);
  const type = chooseType(task);
  if (type === "bring_together") return bringTogether(description, input);
  if (type === "count_votes") return countVotes(description, input);
  const planning = await preparePlanning(setup, context);
  switch (type) {
    case "create_plan":
      return planningModel === undefined
        ? createPlan(description, input, context, planning)
        : createPlanByModel(description, input, context, planning, planningModel);
    case "refine_plan":
      return planningModel === undefined
        ? refinePlan(description, input, planning)
        : refinePlanByModel(description, input, context, planning, planningModel);
    case "validate_plan":
      return checkPlan(input, planning);
    case "schedule_plan":
      return scheduleTool(input, planning);
    case "estimate":
      return estimateSteps(description, input, context, planning);
    case "replan":
      return replanPlan(input, planning, context);
  }
}

function chooseType({ input, capability }: PlannerTask): PlannerTaskType {
  if (input?.type !== undefined) return input.type;
  if (capability !== undefined) return capability as PlannerTaskType;
  if (input?.outcomes !== undefined) return "replan";
  return input?.plan !== undefined && input.task === undefined ? "validate_plan" : "create_plan";
}

/** A task that names no capability is set aside the dearest one's estimate, and charged it if nothing is reserved. */
async function chargeOnlyWhatIsSettled({ budget }: Pick<AgentContext, "budget">): Promise<void> {
  const reservation = await budget.reserve({ costUsd: 0, tokens: 0 });
  await reservation.settle({ costUsd: 0, tokens: 0 });
}
