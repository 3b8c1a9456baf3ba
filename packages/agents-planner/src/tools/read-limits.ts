import { applyConstraints } from "../goal/apply-constraints.ts";
import type { GoalLimits } from "../goal/goal.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import type { PlannerInput } from "../planner-input.ts";

/** The budget, duration and deadline that an input's `constraints` set, in words or as fields. */
export function readLimits(input: PlannerInput | undefined, goals: GoalReader): GoalLimits {
  // the constraints are read as those of a goal that sets none itself
  return applyConstraints(goals.read("Check the plan"), input?.constraints, goals).limits;
}
