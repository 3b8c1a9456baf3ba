import { RunState } from "./run-state.ts";
import type { Task } from "./task.ts";

/** What is kept of a settled run that nobody can submit again: its records, and nothing that it needed to run. */
export class SettledRun {
  readonly single: Task | undefined;
  readonly tasks: RunState["tasks"];
  readonly descendants: ReadonlyMap<string, Task> | undefined;
  names: ReadonlyMap<string, Task> | undefined;
  /** As how many tasks it counts. */
  readonly weight: number;

  constructor(weight: number, { single, tasks, extra }: RunState) {
    this.single = single;
    this.tasks = tasks;
    this.descendants = extra?.descendants;
    this.names = extra?.names;
    this.weight = weight;
  }
}

/** A task of a plan by an id of its own; in a large plan, searching the list each time would add up. */
export function findByName(run: RunState | SettledRun, taskId: string): Task | undefined {
  const holder = run instanceof RunState ? run.needed : run;
  holder.names ??= new Map(
    run.tasks.flatMap((task) => (task === undefined ? [] : [[task.taskId, task] as const])),
  );
  return holder.names.get(taskId);
}
