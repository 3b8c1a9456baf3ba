import type { RunDetail } from "../../../../api/run.ts";
import type { TaskBrief, TaskDetail } from "../../../../api/task.ts";
import type { LogEntry } from "./log-entry.ts";

type AttemptFailure = TaskDetail["failedAttempts"][number];

/** A time for which a task waited for an answer; `until` is missing while it waits. */
interface Wait {
  readonly key: string;
  readonly from: number;
  readonly until?: number;
}

/** The newest word of a task about how far it is. */
export interface TaskProgress {
  /** From 0 to 1. */
  readonly fraction?: number;
  /** Newest last, at most `mostMessages`. */
  readonly messages: readonly string[];
}

/** A task with what its run's events tell of it. */
export interface TaskPicture {
  readonly task: TaskBrief;
  readonly failedAttempts: readonly AttemptFailure[];
  readonly waits: readonly Wait[];
  readonly progress?: TaskProgress;
  /** Results that came after the task had been settled, and were refused. */
  readonly lateResults: number;
}

/** Everything that the page shows of a run, as one value. */
export interface RunPicture {
  readonly detail: RunDetail;
  readonly tasks: ReadonlyMap<string, TaskPicture>;
  /** Ids in the order in which the tasks were created. */
  readonly order: readonly string[];
  /** What happened, oldest first, at most `mostEntries`. */
  readonly log: readonly LogEntry[];
  /** The cursor of the newest event that was applied; 0 before the first. */
  readonly seen: number;
  /** The run has settled after the snapshot was taken: the outcome has to be asked for. */
  readonly hasSettled: boolean;
  /** Events were dropped on the way: only a new snapshot tells the truth. */
  readonly isStale: boolean;
}

export const mostMessages = 50;
export const mostEntries = 20_000;

/** The picture that a snapshot gives; what events told before it, which no snapshot holds, is taken over from `before`. */
export function createPicture(detail: RunDetail, before?: RunPicture): RunPicture {
  const tasks = new Map<string, TaskPicture>();
  for (const task of detail.tasks) {
    const known = before?.tasks.get(task.taskId);
    tasks.set(task.taskId, { ...(known ?? blank), task });
  }
  return {
    detail,
    tasks,
    order: detail.tasks.map(({ taskId }) => taskId),
    log: before?.log ?? [],
    seen: before?.seen ?? 0,
    hasSettled: false,
    isStale: false,
  };
}

export const blank = { failedAttempts: [], waits: [], lateResults: 0 } as const satisfies Omit<
  TaskPicture,
  "task"
>;
