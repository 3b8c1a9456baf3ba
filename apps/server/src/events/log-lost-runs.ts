import type { Orchestrator } from "@convoke/core";
import type { Logger } from "pino";

/**
 * Logs a run that its store takes nothing of any more, once: its tasks end here, and what is stored goes on when the store can be
 * written again, or with the next start. Listens until the orchestrator is closed.
 */
export function logLostRuns(orchestrator: Orchestrator, logger: Logger): void {
  orchestrator.subscribe(
    (event) => {
      if (event.type !== "run-lost") return;
      const { runId, failure } = event;
      logger.error({ runId, failure }, "a run was lost until its store can be written again");
    },
    { types: ["run-lost"] },
  );
}
