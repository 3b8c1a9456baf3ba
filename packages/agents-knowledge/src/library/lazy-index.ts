import type { IndexProgress } from "../ingest/assemble-index.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";

/** How an index is built when it is first needed. */
export type BuildKnowledgeIndex = (options: {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
}) => Promise<KnowledgeIndex>;

/** An index that is built when somebody needs it, once for all who wait. */
export interface LazyIndex {
  /** The index; rejects with the signal's reason as soon as it aborts, or with what made building fail. */
  open(signal: AbortSignal, onProgress: (progress: IndexProgress) => void): Promise<KnowledgeIndex>;
}

interface Build {
  readonly result: Promise<KnowledgeIndex>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: IndexProgress) => void>;
  isDone: boolean;
}

/**
 * Shares one build among all who wait for it. It stops when the last of them has gone; after a stop or a
 * failure the next one who needs the index starts anew.
 */
export function createLazyIndex(build: BuildKnowledgeIndex): LazyIndex {
  let current: Build | undefined;

  function start(): Build {
    const controller = new AbortController();
    const listeners = new Set<(progress: IndexProgress) => void>();
    const started: Build = {
      controller,
      listeners,
      isDone: false,
      result: build({
        signal: controller.signal,
        onProgress: (progress) => listeners.forEach((listener) => listener(progress)),
      }).then(
        (index) => {
          started.isDone = true;
          return index;
        },
        (error: unknown) => {
          if (current === started) current = undefined;
          throw error;
        },
      ),
    };
    // Those who wait handle the failure; when all have gone, nobody is left to.
    started.result.catch(() => {});
    return started;
  }

  return {
    async open(signal, onProgress) {
      signal.throwIfAborted();
      const joined = (current ??= start());
      const listener = (progress: IndexProgress): void => onProgress(progress);
      joined.listeners.add(listener);
      let leave: () => void = () => {};
      const aborted = new Promise<never>((_, reject) => {
        leave = () => reject(signal.reason);
        signal.addEventListener("abort", leave, { once: true });
      });
      try {
        return await Promise.race([joined.result, aborted]);
      } finally {
        signal.removeEventListener("abort", leave);
        joined.listeners.delete(listener);
        if (signal.aborted && joined.listeners.size === 0 && current === joined && !joined.isDone) {
          current = undefined;
          joined.controller.abort(signal.reason);
        }
      }
    },
  };
}
