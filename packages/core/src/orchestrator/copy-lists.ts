import type { Plan } from "../strategies/plan.ts";

/** The plan with lists of its own: what the caller does to his later does not reach the run. */
export function copyLists(plan: Plan): Plan {
  switch (plan.strategy) {
    case "task":
      return plan;
    case "hierarchical":
      return { ...plan, subtasks: [...plan.subtasks] };
    case "consensus":
      return { ...plan, agents: [...plan.agents], weights: plan.weights && [...plan.weights] };
    default:
      return { ...plan, tasks: [...plan.tasks] };
  }
}
