import { type DurableEvent, type Orchestrator, type Runtime, systemRuntime } from "@convoke/core";
import type { TaskArchive } from "@convoke/core";
import { createEventStream, type EventStream, type StreamRequest } from "./event-stream.ts";
import { type EventBatch, groupByRun } from "./event-batch.ts";
import { createListeners } from "./listeners.ts";
import { createRecentProgress } from "./recent-progress.ts";
import { describeEvent, encodeHeartbeat, type SentEvent } from "./sent-event.ts";

/** One stream of what happens, for any number of subscribers. */
export interface EventHub {
  /** The number of the newest event that was sent or stored. */
  readonly cursor: number;
  /** Streams that are open. */
  readonly subscribers: number;
  /** Calls `listener` for each event from now on, of one run or of all; returns how to stop. */
  subscribe(listener: (sent: SentEvent) => void, runId?: string): () => void;
  /** The same, for listeners that take what came at once at once. */
  subscribeBatches(listener: (batch: EventBatch) => void, runId?: string): () => void;
  /** Kept events after `cursor`, oldest first, at most `limit`. */
  readAfter(cursor: number, limit: number, runId?: string): Promise<readonly SentEvent[]>;
  /** Server-sent events as bytes: what is kept, then what comes, up to the end of the run if one is named. */
  openStream(request: StreamRequest): ReadableStream<Uint8Array>;
  /** Ends all streams; those that follow are to come back, to whoever serves then. */
  close(): void;
}

export interface EventHubOptions {
  /** Its clock decides when the streams show a sign of life. @default systemRuntime */
  readonly runtime?: Runtime;
}

const heartbeatMs = 15_000;

/** Makes the hub; the orchestrator's events are listened to from now on. */
export async function createEventHub(
  orchestrator: Orchestrator,
  archive: TaskArchive,
  { runtime = systemRuntime }: EventHubOptions = {},
): Promise<EventHub> {
  const listeners = createListeners();
  const progress = createRecentProgress();
  const streams = new Set<EventStream>();
  let cursor = 0;
  let stopBeating: (() => void) | undefined;
  let isClosed = false;
  let pending: SentEvent[] = [];

  function tellPending(): void {
    const told = pending;
    pending = [];
    for (const sent of told) {
      const { event } = sent;
      if (event.type === "task-progress") progress.note(event, sent);
      else if (event.type === "run-settled") progress.drop(event.runId);
    }
    for (const batch of groupByRun(told)) listeners.tell(batch);
  }

  const stop = orchestrator.subscribe((event) => {
    if (event.type === "run-lost") {
      progress.drop(event.runId);
      return;
    }
    // What a run tells after it has ended is not kept: for the followers it has not happened.
    if ("cursor" in event) {
      if (event.cursor <= cursor) return;
      cursor = event.cursor;
    }
    if (!listeners.isAsked(event.runId) && event.type !== "task-progress") {
      if (event.type === "run-settled") progress.drop(event.runId);
      return;
    }
    // What a commit brings comes in one turn, and is told together.
    if (pending.push(describeEvent(event)) === 1) queueMicrotask(tellPending);
  });
  cursor = Math.max(cursor, await archive.lastCursor());

  function beat(): void {
    const caughtUp = encodeHeartbeat(cursor);
    const behind = encodeHeartbeat(undefined);
    for (const stream of streams) stream.beat(caughtUp, behind);
    stopBeating =
      streams.size === 0 ? undefined : runtime.schedule(beat, heartbeatMs, { inBackground: true });
  }

  const hub: EventHub = {
    get cursor() {
      return cursor;
    },
    get subscribers() {
      return streams.size;
    },
    subscribe: (listener, runId) =>
      listeners.add(({ events }) => {
        for (const sent of events) listener(sent);
      }, runId),
    subscribeBatches: listeners.add,
    async readAfter(after, limit, runId) {
      const stored = await archive.readEvents(after, limit, runId);
      return stored.map(({ event, runId: run, sequence, cursor: number }) =>
        describeEvent({ ...(event as object), runId: run, sequence, cursor: number } as DurableEvent),
      );
    },
    openStream(request) {
      const stream = createEventStream(request, { hub, archive, recall: progress.recall }, () => {
        streams.delete(stream);
        request.onClosed?.();
        if (streams.size > 0) return;
        stopBeating?.();
        stopBeating = undefined;
      });
      streams.add(stream);
      if (isClosed) {
        stream.close();
        return stream.body;
      }
      stopBeating ??= runtime.schedule(beat, heartbeatMs, { inBackground: true });
      stream.start();
      return stream.body;
    },
    close() {
      isClosed = true;
      stop();
      tellPending();
      for (const stream of streams) stream.close();
    },
  };
  return hub;
}
