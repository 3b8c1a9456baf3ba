import type { Orchestrator } from "@convoke/core";

/** Tells when a run that was started is in the store: from then on it survives the process. */
export interface StartWatch {
  /** Resolves when the run is stored; rejects with what `settled` rejects with when it cannot be. */
  stored(runId: string, settled: Promise<unknown>): Promise<void>;
  /** Resolves when a run that is being stored is; at once for every other one. */
  opened(runId: string): Promise<void>;
}

/** Listens to the orchestrator until that is closed. */
export function createStartWatch(orchestrator: Orchestrator): StartWatch {
  const waiting = new Map<string, { readonly stored: Promise<void>; readonly resolve: () => void }>();
  orchestrator.subscribe(({ runId }) => waiting.get(runId)?.resolve(), { types: ["run-started"] });
  return {
    stored(runId, settled) {
      const known = waiting.get(runId);
      if (known !== undefined) return known.stored;
      const { promise: stored, resolve, reject } = Promise.withResolvers<void>();
      const end = (): void => {
        waiting.delete(runId);
        resolve();
      };
      waiting.set(runId, { stored, resolve: end });
      // Whoever waits for the end of the run is told of it there.
      stored.catch(() => undefined);
      settled.then(end, (error: unknown) => {
        waiting.delete(runId);
        reject(error as Error);
      });
      return stored;
    },
    opened: async (runId) => waiting.get(runId)?.stored.catch(() => undefined),
  };
}
