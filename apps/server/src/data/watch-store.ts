import {
  describeThrown,
  ErrorCode,
  OrchestrationError,
  type Runtime,
  type TaskArchive,
  type TaskStore,
} from "@convoke/core";
import type { Logger } from "pino";

/** What a store that is watched tells of itself. */
export interface StoreWatch {
  /** Why nothing can be written; `undefined` while it can. */
  readonly trouble: string | undefined;
  /** `takeUp` is called again and again while there is trouble, or runs are left; it answers with the ids of runs that go on. */
  recoverBy(takeUp: () => Promise<readonly string[]>): void;
  close(): void;
}

export interface StoreWatchOptions {
  readonly runtime: Runtime;
  readonly logger: Logger;
}

const retryMs = 10_000;

/** How often a run may be refused: one whose result is too large for the store would be done again for ever. */
const mostRefusals = 5;

const mostRemembered = 10_000;

/**
 * Watches what a store answers to whoever writes. A run that it refuses to write, since the disk is full say, stops here, and the store
 * holds it as one that goes on: it is to be taken up when the store can be written again and the lease of the run is over.
 */
export function watchStore<Store extends TaskStore & TaskArchive>(
  store: Store,
  { runtime, logger }: StoreWatchOptions,
): { readonly store: Store; readonly watch: StoreWatch } {
  /** Runs that are left in the store. */
  const left = new Set<string>();
  /** Of those, the ones that somebody has asked for since. */
  const claimed = new Set<string>();
  const refusals = new Map<string, number>();
  let trouble: string | undefined;
  let takeUp: (() => Promise<readonly string[]>) | undefined;
  let stop: (() => void) | undefined;
  let isClosed = false;

  async function watchWrite<Value>(answer: Promise<Value>, runId?: string): Promise<Value> {
    try {
      const value = await answer;
      if (trouble !== undefined) logger.info("the store can be written again");
      trouble = undefined;
      return value;
    } catch (error) {
      if (OrchestrationError.is(error) && error.code === ErrorCode.STORE_FAILED) noteRefusal(error, runId);
      throw error;
    }
  }

  function noteRefusal(error: OrchestrationError, runId: string | undefined): void {
    if (trouble === undefined) logger.error({ err: error, runId }, "the store cannot be written");
    trouble = describeThrown(error);
    if (runId !== undefined && !left.has(runId)) {
      const times = (refusals.get(runId) ?? 0) + 1;
      refusals.set(runId, times);
      if (refusals.size > mostRemembered) refusals.clear();
      if (times < mostRefusals) left.add(runId);
      else logger.error({ runId }, "a run is left as it is until the server starts again");
    }
    schedule();
  }

  function schedule(): void {
    if (isClosed || (trouble === undefined && left.size === 0)) return;
    stop ??= runtime.schedule(() => void retry(), retryMs, { inBackground: true });
  }

  async function retry(): Promise<void> {
    try {
      claimed.clear();
      const resumed = (await takeUp?.()) ?? [];
      for (const runId of claimed) if (!resumed.includes(runId)) left.add(runId);
      for (const runId of left) if ((await store.findRun(runId))?.status !== "running") left.delete(runId);
    } catch {
      // The trouble goes on, and was told of.
    }
    stop = undefined;
    schedule();
  }

  const watched: Omit<TaskStore, "load" | "loadAnswers"> = {
    open: (...given) => watchWrite(store.open(...given)),
    async claim(...given) {
      const leases = await watchWrite(store.claim(...given));
      for (const { runId } of leases) if (left.delete(runId)) claimed.add(runId);
      return leases;
    },
    renew: (lease) => watchWrite(store.renew(lease), lease.runId),
    release: (lease) => watchWrite(store.release(lease), lease.runId),
    commit: (lease, writes) => watchWrite(store.commit(lease, writes), lease.runId),
    answer: (...given) => watchWrite(store.answer(...given)),
  };
  return {
    store: { ...store, ...watched },
    watch: {
      get trouble() {
        return trouble;
      },
      recoverBy(given) {
        takeUp = given;
      },
      close() {
        isClosed = true;
        stop?.();
      },
    },
  };
}
