import type { TaskArchive, TaskStore } from "@convoke/core";

export type Store = TaskStore & TaskArchive;

/**
 * How a process dies at a commit: `hang` – nothing is written and nothing heard any more; `written` – the
 * commit arrives, its acknowledgement does not; `refuse` – the store rejects it, the process lives on.
 */
export type Death = "hang" | "written" | "refuse";

export interface FailingStore extends Store {
  /** Commits that were asked for. */
  readonly commits: number;
}

/** A store that answers `whole` commits; from the next one on it fails. Everything else goes through. */
export function createFailingStore(store: Store, whole: number, death: Death): FailingStore {
  let commits = 0;
  return {
    ...store,
    get commits() {
      return commits;
    },
    async commit(lease, writes) {
      commits++;
      if (commits <= whole) return store.commit(lease, writes);
      if (death === "refuse") throw new Error("the disk is full");
      if (death === "written" && commits === whole + 1) await store.commit(lease, writes);
      return new Promise<never>(() => {});
    },
  };
}

/** A store that counts commits and never fails. */
export function createCountingStore(store: Store): FailingStore {
  return createFailingStore(store, Infinity, "hang");
}
