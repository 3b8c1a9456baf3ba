import type { DurableEvent, EphemeralEvent, Progress, Task } from "@convoke/core";
import type { TaskBrief } from "./task.ts";

type Brief<Event> = Event extends { readonly task: Task }
  ? Omit<Event, "task"> & { readonly task: TaskBrief }
  : Event;

/**
 * The latest progress of a task that is under way, told to a stream that joins in the middle of a run.
 *
 * It stands between what is replayed and what comes live, once for each task that has told progress, also after
 * a reconnection. It takes the place of all progress of this task that was received before: replace, never append.
 */
export interface ProgressRecap {
  readonly type: "progress-recap";
  readonly runId: string;
  readonly taskId: string;
  /** When the newest entry was told. */
  readonly at: number;
  /** Oldest first; pieces of text of one step of a main agent are joined to one entry. */
  readonly entries: readonly { readonly at: number; readonly progress: Progress }[];
  /** Older entries that are not kept any more. */
  readonly omitted: number;
}

/**
 * What the event streams send, one JSON object a `data:` line; durable events carry their `cursor` as the `id:`.
 *
 * A stream begins with an `id:` without data, so that a client that breaks off before the first event misses nothing
 * either. Comments come every 15 s. Before the server closes the stream of a run that has ended it sends a last
 * frame of the type `end`, with `{}` as its data; a stream that closes without broke, and is to be taken up again
 * with the last id. With `?brief=true`, the tasks within come without input and result.
 */
export type ServerEvent = DurableEvent | Passing | ProgressRecap;
export type BriefEvent = Brief<DurableEvent> | Passing | ProgressRecap;

/** A run that the server loses goes on when its store can be written again: for the followers nothing has happened. */
type Passing = Exclude<EphemeralEvent, { readonly type: "run-lost" }>;
