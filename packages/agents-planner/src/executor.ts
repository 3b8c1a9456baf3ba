import type { AgentContext, TaskRequest } from "@convoke/core";
import type { Plan } from "./plan/plan.ts";
import type { PlannerInput } from "./planner-input.ts";
import { createPlan, type PlannerSetup } from "./tools/create-plan.ts";
import { checkPlan, type PlanValidation } from "./tools/validate-plan.ts";

/** A plan, or for `validate_plan` what is wrong with one. */
export type PlannerResult = Plan | PlanValidation;

/** Sends a task to its tool: by the input's `type`, else by the capability asked for, else by what the input holds. */
export function executePlanner(
  {
    description,
    capability,
    input,
  }: Pick<TaskRequest<PlannerInput | undefined>, "description" | "capability" | "input">,
  context: Pick<AgentContext, "previous">,
  setup: PlannerSetup,
): PlannerResult {
  const holdsOnlyPlan = input?.plan !== undefined && input.task === undefined;
  const type = input?.type ?? capability ?? (holdsOnlyPlan ? "validate_plan" : "create_plan");
  return type === "validate_plan" ? checkPlan(input) : createPlan(description, input, context, setup);
}
