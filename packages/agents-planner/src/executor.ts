import type { AgentContext, TaskRequest } from "@convoke/core";
import type { Plan } from "./plan/plan.ts";
import type { PlannerInput } from "./planner-input.ts";
import { bringTogether, type BroughtTogether } from "./tools/bring-together.ts";
import { createPlan, type PlannerSetup } from "./tools/create-plan.ts";
import { checkPlan, type PlanValidation } from "./tools/validate-plan.ts";

/** A plan; for `validate_plan` what is wrong with one; for `bring_together` what other steps found, side by side. */
export type PlannerResult = Plan | PlanValidation | BroughtTogether;

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
  if (type === "bring_together") return bringTogether(description, input);
  return type === "validate_plan" ? checkPlan(input) : createPlan(description, input, context, setup);
}
