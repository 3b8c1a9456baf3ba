import type { TaskSpec } from "@convoke/core";
import type { Plan } from "./plan.ts";

/**
 * The plan's steps as tasks for `executeGraph`, in the plan's order.
 *
 * @example
 * const run = await orchestrator.executeGraph(planToTasks(plan));
 */
export function planToTasks(plan: Plan): TaskSpec[] {
  return plan.steps.map(({ id, agentType, agentName, capability, description, input, dependsOn }) => ({
    id,
    ...(agentType === undefined ? {} : { agentType }),
    ...(agentName === undefined ? {} : { agentName }),
    ...(capability === undefined ? {} : { capability }),
    description,
    ...(input === undefined ? {} : { input }),
    dependsOn,
  }));
}
