import { ErrorCode, type Orchestrator } from "@convoke/core";
import type { Logger } from "pino";

const lost: readonly string[] = [ErrorCode.STORE_FAILED, ErrorCode.LEASE_LOST];

/**
 * Logs a run that its store takes nothing of any more, once: its tasks end here, what is stored goes on with the next start. Listens
 * until the orchestrator is closed.
 */
export function logLostRuns(orchestrator: Orchestrator, logger: Logger): void {
  // The tasks of a lost run end together.
  let latest: string | undefined;
  orchestrator.subscribe(
    (event) => {
      if (event.type !== "task-settled" || event.runId === latest) return;
      const { failure } = event.task;
      if (failure === undefined || !lost.includes(failure.code)) return;
      latest = event.runId;
      logger.error({ runId: event.runId, failure }, "a run was lost until the next start");
    },
    { types: ["task-settled"] },
  );
}
