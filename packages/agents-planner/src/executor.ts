import type { AgentContext, TaskRequest } from "@convoke/core";
import type { Plan } from "./plan/plan.ts";
import type { PlannerInput, PlannerTaskType } from "./planner-input.ts";
import { bringTogether, type BroughtTogether } from "./tools/bring-together.ts";
import { createPlan } from "./tools/create-plan.ts";
import { type PlannerSetup, preparePlanning } from "./tools/planning.ts";
import { checkPlan, type PlanValidation } from "./tools/validate-plan.ts";

/** A plan; for `validate_plan` what is wrong with one; for `bring_together` what other steps found, side by side. */
export type PlannerResult = Plan | PlanValidation | BroughtTogether;

/** What the executor needs of a context. */
export type PlannerContext = Pick<AgentContext, "previous" | "findAgents" | "runtime">;

/** Sends a task to its tool: by the input's `type`, else by the capability asked for, else by what the input holds. */
export async function executePlanner(
  task: Pick<TaskRequest<PlannerInput | undefined>, "description" | "capability" | "input">,
  context: PlannerContext,
  setup: PlannerSetup,
): Promise<PlannerResult> {
  const { description, input } = task;
  switch (chooseType(task)) {
    case "bring_together":
      return bringTogether(description, input);
    case "validate_plan":
      return checkPlan(input, await preparePlanning(setup, context));
    default:
      return createPlan(description, input, context, await preparePlanning(setup, context));
  }
}

function chooseType({
  input,
  capability,
}: Pick<TaskRequest<PlannerInput | undefined>, "capability" | "input">): PlannerTaskType {
  if (input?.type !== undefined) return input.type;
  if (capability !== undefined) return capability as PlannerTaskType;
  return input?.plan !== undefined && input.task === undefined ? "validate_plan" : "create_plan";
}
