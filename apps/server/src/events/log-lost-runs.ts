import type { Orchestrator } from "@convoke/core";
import type { Logger } from "pino";

/**
 * Logs a run that is not gone on with here, once: its store takes nothing of it any more, or what is stored cannot be read. It
 * stays as it is stored; its failure says what to do. Listens until the orchestrator is closed.
 */
export function logLostRuns(orchestrator: Orchestrator, logger: Logger): void {
  orchestrator.subscribe(
    (event) => {
      if (event.type !== "run-lost") return;
      const { runId, failure } = event;
      logger.error({ runId, failure }, "a run was lost here, and stays as it is stored");
    },
    { types: ["run-lost"] },
  );
}
