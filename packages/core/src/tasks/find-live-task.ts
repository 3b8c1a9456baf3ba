import type { LiveTask, TaskOwner } from "./live-task.ts";

/** The live task of this id below an owner, if there is one. */
export function findLiveTask(owner: TaskOwner, taskId: string): LiveTask | undefined {
  for (let task = owner.firstChild; task !== undefined; task = task.nextSibling) {
    if (task.record.taskId === taskId) return task;
    const below = taskId.startsWith(`${task.record.taskId}/`) ? findLiveTask(task, taskId) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}
