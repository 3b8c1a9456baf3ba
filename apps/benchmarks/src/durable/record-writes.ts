import type { Lease, NewRun, TaskArchive, TaskStore, Writes } from "@convoke/core";

/** What a store was asked to write, in order. */
export type RecordedWrite =
  | { readonly kind: "open"; readonly run: NewRun; readonly owner: string; readonly leaseMs: number }
  | { readonly kind: "commit"; readonly lease: Lease; readonly writes: Writes };

/** Hands everything on, and keeps what is opened and committed. */
export function recordWrites<Store extends TaskStore & TaskArchive>(
  store: Store,
): { readonly store: Store; readonly recorded: RecordedWrite[] } {
  const recorded: RecordedWrite[] = [];
  return {
    recorded,
    store: {
      ...store,
      open(run, owner, leaseMs) {
        recorded.push({ kind: "open", run, owner, leaseMs });
        return store.open(run, owner, leaseMs);
      },
      commit(lease, writes) {
        recorded.push({ kind: "commit", lease, writes });
        return store.commit(lease, writes);
      },
    },
  };
}
