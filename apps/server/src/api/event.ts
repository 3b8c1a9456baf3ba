import type { DurableEvent, EphemeralEvent, Task } from "@convoke/core";
import type { TaskBrief } from "./task.ts";

type Brief<Event> = Event extends { readonly task: Task }
  ? Omit<Event, "task"> & { readonly task: TaskBrief }
  : Event;

/**
 * What the event streams send, one JSON object a `data:` line; durable events carry their `cursor` as the `id:`.
 *
 * With `?brief=true`, the tasks within come without input and result.
 */
export type ServerEvent = DurableEvent | EphemeralEvent;
export type BriefEvent = Brief<DurableEvent> | EphemeralEvent;
