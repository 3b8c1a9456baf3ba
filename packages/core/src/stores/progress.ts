import type { Task } from "../tasks/task.ts";
import type { Writes } from "./task-store.ts";

const unsettled: ReadonlySet<Task["status"]> = new Set(["pending", "in_progress"]);

/** Whether something of a run has settled with these writes: then its owner has not died in vain. */
export function isProgress({ tasks = [], steps = [] }: Pick<Writes, "tasks" | "steps">): boolean {
  return steps.length > 0 || tasks.some(({ task }) => !unsettled.has(task.status));
}
