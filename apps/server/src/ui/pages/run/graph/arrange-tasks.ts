import type { RunPicture } from "../live/run-picture.ts";
import { foldSiblings, type SiblingItem } from "./fold-siblings.ts";
import { type PlannedTask, readPlanned } from "./read-planned.ts";

/** How the tasks of a run hang together, folded where they are many. */
export interface Arrangement {
  /** `chain`: one after the other; `fan`: side by side; `graph`: as `dependencies` say. */
  readonly shape: "chain" | "fan" | "graph";
  /** The tasks of the strategy itself. */
  readonly top: readonly SiblingItem[];
  /** Delegated tasks by the id of the task that delegated them. */
  readonly children: ReadonlyMap<string, readonly SiblingItem[]>;
  /** What a task of a graph waits for. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** Tasks of the plan that have no record yet. */
  readonly planned: ReadonlyMap<string, PlannedTask>;
}

/** Arranges what there is and what the plan says will come. Depends on ids only, not on how tasks stand. */
export function arrangeTasks({
  detail,
  tasks,
  order,
}: Pick<RunPicture, "detail" | "tasks" | "order">): Arrangement {
  const { run, plan } = detail;
  const foreseen = readPlanned(run.runId, plan);
  const willComeStill = run.status === "running";
  const planned = new Map<string, PlannedTask>();
  const top: string[] = [];
  const listed = new Set<string>();
  for (const task of foreseen) {
    if (!tasks.has(task.taskId)) {
      if (!willComeStill) continue;
      planned.set(task.taskId, task);
    }
    top.push(task.taskId);
    listed.add(task.taskId);
  }
  const families = new Map<string, string[]>();
  for (const taskId of order) {
    const parentId = tasks.get(taskId)?.task.parentId;
    if (parentId !== undefined && tasks.has(parentId)) {
      const family = families.get(parentId);
      if (family === undefined) families.set(parentId, [taskId]);
      else family.push(taskId);
    } else if (!listed.has(taskId)) top.push(taskId);
  }
  const dependencies = new Map(foreseen.map(({ taskId, dependsOn }) => [taskId, dependsOn]));
  const shape = run.strategy === "sequential" ? "chain" : run.strategy === "graph" ? "graph" : "fan";
  return {
    shape,
    top: shape === "graph" ? foldLevels(top, dependencies) : foldSiblings(top, "top"),
    children: new Map([...families].map(([parentId, ids]) => [parentId, foldSiblings(ids, parentId)])),
    dependencies,
    planned,
  };
}

/** Tasks of a graph fold with those that are as many steps away from its beginning: no such group waits for itself. */
function foldLevels(
  ids: readonly string[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): readonly SiblingItem[] {
  const levelOf = new Map<string, number>();
  const levels: string[][] = [];
  // A stored graph is free of cycles, but its order is free too: go round until every task has its level.
  let open: readonly string[] = ids;
  for (let isMoving = true; isMoving && open.length > 0;) {
    const next = open.filter((id) => {
      const needed = (dependencies.get(id) ?? []).map((name) => levelOf.get(name));
      if (needed.includes(undefined)) return true;
      const level = Math.max(-1, ...needed.filter((value) => value !== undefined)) + 1;
      levelOf.set(id, level);
      (levels[level] ??= []).push(id);
      return false;
    });
    isMoving = next.length < open.length;
    open = next;
  }
  return [...levels, [...open]].flatMap((level, index) => foldSiblings(level, `level-${index}`));
}
