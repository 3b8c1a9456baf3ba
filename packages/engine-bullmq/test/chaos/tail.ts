import { delay, type EventBody, type StoredEvent, systemRuntime } from "@convoke/core";

/** Where events are read, as `TaskArchive` gives them. */
interface EventSource {
  readEvents(cursor: number, limit: number): Promise<readonly StoredEvent[]>;
}

/** The durable events of a store, in their order. */
export interface Tail {
  readonly all: readonly StoredEvent[];
  stop(): Promise<void>;
}

/** Reads on and on; the harness is a process of its own, and may look again and again. */
export function followEvents(store: EventSource, onEvent: (event: EventBody, runId: string) => void): Tail {
  const all: StoredEvent[] = [];
  const stopped = new AbortController();

  async function follow(): Promise<void> {
    let cursor = 0;
    while (!stopped.signal.aborted) {
      // A Redis that is down is there again soon.
      const events = await store.readEvents(cursor, 1_000).catch(() => []);
      for (const stored of events) {
        all.push(stored);
        cursor = stored.cursor;
        onEvent(stored.event as EventBody, stored.runId);
      }
      if (events.length === 0) await delay(systemRuntime, 20, stopped.signal).catch(() => undefined);
    }
  }

  const following = follow();
  return {
    all,
    async stop() {
      stopped.abort();
      await following;
    },
  };
}
