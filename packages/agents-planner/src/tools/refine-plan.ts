import { ErrorCode, OrchestrationError } from "@convoke/core";
import { applyChanges } from "../refine/apply-changes.ts";
import { readChange } from "../refine/read-change.ts";
import { readConditions } from "../refine/read-conditions.ts";
import { refuseContradictions } from "../refine/refuse-contradictions.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import { readResearch } from "../research/read-research.ts";
import type { Planning } from "./planning.ts";
import { listMessages } from "../text/list-messages.ts";
import { listErrors, readPlanInput } from "./read-plan-input.ts";

/**
 * Changes a plan as its input's `task` says in words: adds, leaves out, replaces, limits. Steps that stay keep id, input
 * and estimates; the first assumptions say what was changed.
 *
 * Throws `invalid_input` for what is no valid plan (the problems are listed), for a change that is not understood or does
 * not fit the plan, and for contradictions.
 *
 * @example
 * refinePlan("Leave out the review", { plan }, planning).assumptions[0]; // "Left out: Review the code of …"
 */
export function refinePlan(description: string, input: PlannerInput | undefined, planning: Planning): Plan {
  const plan = readPlanInput(input?.plan, "refine_plan");
  const { goals } = planning;
  const digest = readResearch(input?.research);
  const goal = { ...goals.read(plan.goal), ...(digest === undefined ? {} : { research: digest }) };
  const hasChange =
    input?.task !== undefined || input?.constraints === undefined || input.constraints === null;
  const changes = [
    ...(hasChange ? readChange(readGoalText(input?.task, description), { goal }, goals) : []),
    ...readConditions(input?.constraints, goal, goals),
  ];
  refuseContradictions(changes, goal);
  const refined = applyChanges(plan, goal, changes, planning);
  const problems = listErrors(refined);
  if (problems.length === 0) return refined;
  throw new OrchestrationError(
    ErrorCode.INVALID_OUTPUT,
    `The changes would make a plan that cannot run: ${listMessages(problems)}`,
    { details: { problems } },
  );
}
