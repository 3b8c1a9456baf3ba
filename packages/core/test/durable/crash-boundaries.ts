import type { Store } from "./failing-store.ts";

/** Where a run freezes: at its writing call of this number, counted from 1, before or after the call has written. */
export interface Freeze {
  readonly boundary: number;
  readonly side: "before" | "after";
}

export const claims = "claims";
const nothing = (): Promise<never> => new Promise(() => {});

/**
 * A store that counts the calls of each run that write. A run that comes to its freeze hears nothing from the store any more,
 * and writes nothing: all that is left of it is what a killed process leaves.
 *
 * `claim` is for all runs together: it is counted, and freezes, as one of the run `claims`.
 */
export function createBoundaryStore(
  store: Store,
  freezeOf: (runId: string) => Freeze | undefined,
  onFrozen: (runId: string) => void,
): Store {
  const counts = new Map<string, number>();
  const frozen = new Set<string>();

  async function read<Value>(runId: string, call: () => Promise<Value>): Promise<Value> {
    const value = frozen.has(runId) ? nothing() : await call();
    return frozen.has(runId) ? nothing() : value;
  }

  async function write<Value>(runId: string, call: () => Promise<Value>): Promise<Value> {
    if (frozen.has(runId)) return nothing();
    const number = (counts.get(runId) ?? 0) + 1;
    counts.set(runId, number);
    const freeze = freezeOf(runId);
    if (number !== freeze?.boundary) return read(runId, call);
    frozen.add(runId);
    // Also after one that is refused, as a renewal is that comes together with the end of its run.
    if (freeze.side === "after") await call().catch(() => undefined);
    onFrozen(runId);
    return nothing();
  }

  return {
    ...store,
    open: (run, owner, leaseMs) => write(run.runId, () => store.open(run, owner, leaseMs)),
    claim: (owner, leaseMs, limit) => write(claims, () => store.claim(owner, leaseMs, limit)),
    renew: (lease) => write(lease.runId, () => store.renew(lease)),
    release: (lease) => write(lease.runId, () => store.release(lease)),
    commit: (lease, writes) => write(lease.runId, () => store.commit(lease, writes)),
    answer: (taskId, key, value) => write(taskId.split("/", 1)[0], () => store.answer(taskId, key, value)),
    load: (runId) => read(runId, () => store.load(runId)),
  };
}
