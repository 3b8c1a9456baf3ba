import type { Task } from "../tasks/task.ts";
import type { EventRecord, Writes } from "./task-store.ts";

const unsettled: ReadonlySet<Task["status"]> = new Set(["pending", "in_progress"]);

/**
 * Whether a run has come further with these writes, so that its owner has not died in vain: something of it has settled, or
 * it waits for an answer now.
 *
 * A run that only waits, for weeks maybe, is not to blame for the processes that end meanwhile. One in which a task waits
 * while another one is at work may be, and comes to that wait in each of its lives.
 */
export function isProgress({
  tasks = [],
  steps = [],
  events = [],
}: Pick<Writes, "tasks" | "steps" | "events">): boolean {
  return steps.length > 0 || tasks.some(({ task }) => !unsettled.has(task.status)) || events.some(isWait);
}

function isWait({ event }: EventRecord): boolean {
  const told = event as { readonly type?: unknown; readonly besideWork?: unknown } | null;
  return told?.type === "task-waiting" && told.besideWork !== true;
}
