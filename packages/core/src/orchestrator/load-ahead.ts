import { ignoreRejection } from "../runtime/promises.ts";
import type { Lease, StoredRun } from "../stores/task-store.ts";

/** Runs whose records are read before it is their turn: enough to keep a store busy, few enough for runs that are large. */
const runsAhead = 8;

/** Reads the runs of several leases a few at a time; each is handed out once. */
export function loadAhead(
  leases: readonly Lease[],
  load: (runId: string) => Promise<StoredRun | undefined>,
): (lease: Lease) => Promise<StoredRun | undefined> {
  const loads = new Map<Lease, Promise<StoredRun | undefined>>();
  let next = 0;
  return (lease) => {
    for (const end = Math.min(leases.length, leases.indexOf(lease) + runsAhead); next < end; next++) {
      const loading = load(leases[next].runId);
      // Whoever asks for it is told; nobody else has to be.
      ignoreRejection(loading);
      loads.set(leases[next], loading);
    }
    const loading = loads.get(lease) ?? load(lease.runId);
    loads.delete(lease);
    return loading;
  };
}
