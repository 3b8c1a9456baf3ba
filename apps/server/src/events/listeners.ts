import type { EventBatch } from "./event-batch.ts";

type Listener = (batch: EventBatch) => void;

/** Who is told of events: of all, or of those of one run, which cost the others nothing. */
export interface Listeners {
  add(listener: Listener, runId?: string): () => void;
  /** Whether anybody is to be told of events of this run. */
  isAsked(runId: string): boolean;
  tell(batch: EventBatch): void;
}

export function createListeners(): Listeners {
  const ofAll = new Set<Listener>();
  const ofRuns = new Map<string, Set<Listener>>();
  return {
    add(listener, runId) {
      const listeners = runId === undefined ? ofAll : (ofRuns.get(runId) ?? new Set<Listener>());
      listeners.add(listener);
      if (runId !== undefined) ofRuns.set(runId, listeners);
      return () => {
        listeners.delete(listener);
        if (runId !== undefined && listeners.size === 0 && ofRuns.get(runId) === listeners)
          ofRuns.delete(runId);
      };
    },
    isAsked: (runId) => ofAll.size > 0 || ofRuns.has(runId),
    tell(batch) {
      for (const listener of ofAll) listener(batch);
      if (ofRuns.size === 0) return;
      for (const listener of ofRuns.get(batch.runId) ?? []) listener(batch);
    },
  };
}
