import type { Plan } from "../strategies/plan.ts";

/** What a run is for, in words: its main task or question, else its first task and how many more there are. */
export function nameRun(plan: Plan): string {
  switch (plan.strategy) {
    case "task":
      return plan.task.description;
    case "hierarchical":
      return plan.mainTask;
    case "consensus":
      return plan.task;
    default: {
      const { length } = plan.tasks;
      if (length === 0) return "No tasks";
      const [{ description }] = plan.tasks;
      return length === 1 ? description : `${description} and ${length - 1} more`;
    }
  }
}
