import type { TaskPicture } from "../live/run-picture.ts";

/** One line of the outline of a run. */
export interface OutlineRow {
  readonly taskId: string;
  /** From 1. */
  readonly level: number;
  /** The place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined for a task without children. */
  readonly isOpen: boolean | undefined;
}

/** The tasks in the order of a tree, children under the task that delegated them; what is under a closed one is left out. */
export function listOutline(
  order: readonly string[],
  tasks: ReadonlyMap<string, TaskPicture>,
  closed: ReadonlySet<string>,
): readonly OutlineRow[] {
  const families = new Map<string | undefined, string[]>();
  for (const taskId of order) {
    const parentId = tasks.get(taskId)?.task.parentId;
    const family = parentId !== undefined && tasks.has(parentId) ? parentId : undefined;
    const members = families.get(family);
    if (members === undefined) families.set(family, [taskId]);
    else members.push(taskId);
  }
  const rows: OutlineRow[] = [];
  const add = (ids: readonly string[], level: number): void => {
    ids.forEach((taskId, index) => {
      const children = families.get(taskId);
      const isOpen = children === undefined ? undefined : !closed.has(taskId);
      rows.push({ taskId, level, position: index + 1, siblings: ids.length, isOpen });
      if (children !== undefined && isOpen === true) add(children, level + 1);
    });
  };
  add(families.get(undefined) ?? [], 1);
  return rows;
}
