import { type AgentDescriptor, systemRuntime, type Task } from "@convoke/core";
import type { Plan } from "../src/plan/plan.ts";
import type { PlannerInput } from "../src/planner-input.ts";
import { shippedMethods } from "../src/methods/shipped-methods.ts";
import { createPlan } from "../src/tools/create-plan.ts";
import { preparePlanning } from "../src/tools/planning.ts";

const nobody: readonly AgentDescriptor[] = [];

/** A planning task's surroundings where nobody is registered. */
export const planning = await preparePlanning(
  { methods: shippedMethods, estimates: {} },
  { findAgents: async () => nobody, runtime: systemRuntime },
);

/** The plan that the shipped methods make of a goal. */
export function planGoal(goal: string, input?: PlannerInput, previous: readonly Task[] = []): Plan {
  return createPlan(goal, input, { previous }, planning);
}
