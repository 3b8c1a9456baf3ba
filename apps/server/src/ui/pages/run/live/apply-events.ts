import type { BriefEvent } from "../../../../api/event.ts";
import type { Progress } from "@convoke/core";
import type { TaskBrief } from "../../../../api/task.ts";
import { describeEvent } from "./log-entry.ts";
import { describeProgress } from "./describe-progress.ts";
import {
  blank,
  mostEntries,
  mostMessages,
  type RunPicture,
  type TaskPicture,
  type TaskProgress,
} from "./run-picture.ts";

/**
 * The picture after a batch of events.
 *
 * The stream begins before the snapshot, since only events tell of failed attempts and waits: what the snapshot
 * contains already (cursors up to its own) leaves its task records alone. An event that was applied, or came out of
 * order, changes nothing.
 */
export function applyEvents(picture: RunPicture, events: readonly BriefEvent[]): RunPicture {
  const draft: Draft = {
    tasks: new Map(picture.tasks),
    order: [...picture.order],
    log: [...picture.log],
    seen: picture.seen,
    hasSettled: picture.hasSettled,
    isStale: picture.isStale,
    snapshotCursor: picture.detail.cursor,
  };
  for (const event of events) applyOne(draft, event);
  const { snapshotCursor: _, ...changed } = draft;
  if (draft.log.length > mostEntries) changed.log = draft.log.slice(-mostEntries);
  return { ...picture, ...changed };
}

interface Draft {
  readonly tasks: Map<string, TaskPicture>;
  readonly order: string[];
  log: RunPicture["log"][number][];
  seen: number;
  hasSettled: boolean;
  isStale: boolean;
  readonly snapshotCursor: number;
}

function applyOne(draft: Draft, event: BriefEvent): void {
  if (event.type === "events-dropped") {
    draft.isStale = true;
    return;
  }
  if (event.type === "task-progress") {
    change(draft, event.taskId, (before) => ({
      ...before,
      progress: advance(before.progress, event.progress),
    }));
    return;
  }
  if (event.type === "progress-recap") {
    change(draft, event.taskId, (before) => ({ ...before, progress: recap(event.entries) }));
    return;
  }
  if (event.cursor <= draft.seen) return;
  draft.seen = event.cursor;
  draft.log.push(describeEvent(event));
  const isNews = event.cursor > draft.snapshotCursor;
  switch (event.type) {
    case "task-created":
    case "task-started":
    case "task-settled":
      if (isNews) record(draft, event.task);
      return;
    case "run-settled":
      if (isNews) draft.hasSettled = true;
      return;
    case "attempt-failed": {
      const { attempt, agentType, agentName, failure, sequel, delayMs, at } = event;
      change(draft, event.taskId, (before) => ({
        ...before,
        failedAttempts: [
          ...before.failedAttempts,
          { attempt, agentType, agentName, failure, sequel, delayMs, at },
        ],
      }));
      return;
    }
    case "task-waiting":
      change(draft, event.taskId, (before) => ({
        ...before,
        waits: [...before.waits, { key: event.key, from: event.at }],
      }));
      return;
    case "task-answered":
      change(draft, event.taskId, (before) => ({
        ...before,
        waits: before.waits.map((wait) =>
          wait.key === event.key && wait.until === undefined ? { ...wait, until: event.at } : wait,
        ),
      }));
      return;
    case "late-result-refused":
      change(draft, event.taskId, (before) => ({ ...before, lateResults: before.lateResults + 1 }));
  }
}

function record({ tasks, order }: Draft, task: TaskBrief): void {
  const before = tasks.get(task.taskId);
  if (before === undefined) order.push(task.taskId);
  // A settled record does not change any more.
  else if (isSettled(before.task) && !isSettled(task)) return;
  tasks.set(task.taskId, { ...(before ?? blank), task });
}

/** True for a task that has come to its end. */
function isSettled({ status }: Pick<TaskBrief, "status">): boolean {
  return status !== "pending" && status !== "in_progress";
}

function change({ tasks }: Draft, taskId: string, alter: (before: TaskPicture) => TaskPicture): void {
  const before = tasks.get(taskId);
  if (before !== undefined) tasks.set(taskId, alter(before));
}

function recap(entries: readonly { readonly progress: Progress }[]): TaskProgress | undefined {
  return entries.reduce<TaskProgress | undefined>(
    (before, { progress }) => advance(before, progress),
    undefined,
  );
}

function advance(progress: TaskProgress | undefined, { fraction, message, data }: Progress): TaskProgress {
  const messages = progress?.messages ?? [];
  const told = message ?? describeProgress(data);
  const isNew = told !== undefined && told !== messages.at(-1);
  return {
    fraction: fraction ?? progress?.fraction,
    messages: isNew ? [...messages, told].slice(-mostMessages) : messages,
  };
}
