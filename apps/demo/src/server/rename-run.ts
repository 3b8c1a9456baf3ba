import type { Task } from "@convoke/core";

/** Gives ids the demo's name of a run in the place of the server's: the tasks of a run have ids that begin with its own. */
export type RenameRun = (id: string) => string;

export function createRenaming(from: string, to: string): RenameRun {
  return (id) => (id === from ? to : id.startsWith(`${from}/`) ? `${to}${id.slice(from.length)}` : id);
}

/** A task under the demo's ids. */
export function renameTask(task: Task, rename: RenameRun): Task {
  const { taskId, runId, parentId } = task;
  return {
    ...task,
    taskId: rename(taskId),
    runId: rename(runId),
    ...(parentId !== undefined && { parentId: rename(parentId) }),
  };
}

/** An event under the demo's ids. */
export function renameEvent<Event extends { readonly runId: string }>(
  event: Event,
  rename: RenameRun,
): Event {
  const { runId, taskId, task } = event as Event & { readonly taskId?: string; readonly task?: Task };
  return {
    ...event,
    runId: rename(runId),
    ...(taskId !== undefined && { taskId: rename(taskId) }),
    ...(task !== undefined && { task: renameTask(task, rename) }),
  };
}
