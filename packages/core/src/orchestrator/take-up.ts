import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Lease } from "../stores/task-store.ts";
import type { RunState } from "../tasks/run-state.ts";
import type { Durability } from "./durability.ts";
import type { Parking } from "./parking.ts";

/** Runs that are asked for at once. */
const claimedAtOnce = 100;

export interface TakeUpOptions {
  readonly durability: Durability;
  readonly parking: Parking;
  readonly limit: number;
  /** True for a run that is not to be looked at any more, whatever is missing. */
  readonly isGivenUp: (lease: Lease) => boolean;
  readonly isClosed: () => boolean;
  /** Goes on with a run; `undefined` when there is nothing to go on with. */
  readonly takeOver: (lease: Lease) => Promise<RunState | undefined>;
}

/** Takes up runs that nobody alive owns. Rejects when the store fails before any is taken up. */
export async function takeUpRuns(options: TakeUpOptions): Promise<readonly RunState[]> {
  const { durability, parking, limit, isGivenUp, isClosed, takeOver } = options;
  const resumed: RunState[] = [];
  const seen = new Map<string, RunState | undefined>();
  let problem: OrchestrationError | undefined;
  // What cannot be read comes up again when its lease has run out; what is taken up need not wait for that.
  const note = (error: unknown): undefined => {
    problem ??= OrchestrationError.from(error, ErrorCode.STORE_FAILED);
  };
  let taken = 0;
  while (!isClosed() && taken < limit) {
    const leases = await durability.claim(Math.min(claimedAtOnce, limit - taken)).catch(note);
    const fresh = leases?.filter(({ runId }) => !seen.has(runId)) ?? [];
    for (const lease of leases ?? []) if (seen.has(lease.runId)) keepLease(seen.get(lease.runId), lease);
    // A store that knows nothing new would be asked for ever.
    if (fresh.length === 0) break;
    for (const lease of fresh) {
      let run = isGivenUp(lease) ? undefined : parking.parkAgain(lease);
      if (run === undefined && (run = await takeOver(lease).catch(note)) !== undefined) taken++;
      seen.set(lease.runId, run);
      if (run !== undefined) resumed.push(run);
    }
  }
  if (problem !== undefined && resumed.length === 0) throw problem;
  return resumed;
}

/** A run whose lease has run out while others were taken up: it goes on under the one that it was given now. */
function keepLease(run: RunState | undefined, lease: Lease): void {
  if (run?.journal !== undefined && !run.settled) run.journal.lease = lease;
}
