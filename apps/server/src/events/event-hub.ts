import type { Orchestrator, OrchestrationEvent, TaskArchive } from "@convoke/core";
import type { BriefEvent } from "../api/event.ts";

/** An event as it is sent: its text, made once for all subscribers. */
export interface SentEvent {
  readonly event: OrchestrationEvent;
  /** Absent on events that are not kept. */
  readonly cursor: number | undefined;
  /** The JSON of the event. */
  readonly text: string;
  /** The JSON with tasks without input and result. */
  readonly brief: string;
}

/** One stream of what happens, for any number of subscribers. */
export interface EventHub {
  /** The number of the newest event that was sent or stored. */
  readonly cursor: number;
  readonly subscribers: number;
  /** Calls `listener` for each event from now on; returns how to stop. */
  subscribe(listener: (sent: SentEvent) => void): () => void;
  /** Kept events after `cursor`, oldest first, at most `limit`. */
  readAfter(cursor: number, limit: number, runId?: string): Promise<readonly SentEvent[]>;
  close(): void;
}

/** Makes the hub; the orchestrator's events are listened to from now on. */
export async function createEventHub(orchestrator: Orchestrator, archive: TaskArchive): Promise<EventHub> {
  const listeners = new Set<(sent: SentEvent) => void>();
  let cursor = await archive.lastCursor();
  const stop = orchestrator.subscribe((event) => {
    const sent = describeEvent(event);
    cursor = Math.max(cursor, sent.cursor ?? 0);
    for (const listener of listeners) listener(sent);
  });
  return {
    get cursor() {
      return cursor;
    },
    get subscribers() {
      return listeners.size;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async readAfter(after, limit, runId) {
      const stored = await archive.readEvents(after, limit, runId);
      return stored.map(({ event, runId: run, sequence, cursor: number }) =>
        describeEvent({ ...(event as object), runId: run, sequence, cursor: number } as OrchestrationEvent),
      );
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}

function describeEvent(event: OrchestrationEvent): SentEvent {
  let text: string | undefined;
  let brief: string | undefined;
  return {
    event,
    cursor: "cursor" in event ? event.cursor : undefined,
    get text() {
      return (text ??= JSON.stringify(event));
    },
    get brief() {
      return (brief ??= JSON.stringify(leaveOutValues(event)));
    },
  };
}

function leaveOutValues(event: OrchestrationEvent): BriefEvent {
  if (!("task" in event)) return event;
  const { input: _input, result: _result, ...task } = event.task;
  return { ...event, task };
}
