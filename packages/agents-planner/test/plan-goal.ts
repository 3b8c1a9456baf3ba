import type { Task } from "@convoke/core";
import type { PlannerInput } from "../src/planner-input.ts";
import { createMethodLibrary } from "../src/methods/method-library.ts";
import { shippedMethods } from "../src/methods/shipped-methods.ts";
import type { Plan } from "../src/plan/plan.ts";
import { createPlan } from "../src/tools/create-plan.ts";

const setup = { library: createMethodLibrary(shippedMethods), estimates: {} };

/** The plan that the shipped methods make of a goal. */
export function planGoal(goal: string, input?: PlannerInput, previous: readonly Task[] = []): Plan {
  return createPlan(goal, input, { previous }, setup);
}
