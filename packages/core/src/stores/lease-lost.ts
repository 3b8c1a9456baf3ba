import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Lease } from "./task-store.ts";

/** The error of every write that comes without the right to write. */
export function createLeaseLostError(lease: Lease, reason: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.LEASE_LOST,
    `Run ${lease.runId} refuses the write of ${lease.owner} (fence ${lease.fence}): ${reason}. ` +
      "Stop working on the run; whoever owns it goes on from what was committed.",
    { details: { runId: lease.runId, owner: lease.owner, fence: lease.fence } },
  );
}
