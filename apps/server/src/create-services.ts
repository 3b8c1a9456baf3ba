import { describeThrown, Orchestrator, type Runtime } from "@convoke/core";
import type { Logger } from "pino";
import { createAgentDirectory } from "./agents/agent-directory.ts";
import { loadPlugIns } from "./agents/load-plug-ins.ts";
import { registerShippedAgents } from "./agents/register-shipped-agents.ts";
import type { Configuration } from "./config.ts";
import { createApprovalBoard } from "./events/approval-board.ts";
import { createEventHub } from "./events/event-hub.ts";
import { createMinuteSeries } from "./events/minute-series.ts";
import { createRunLimit } from "./http/run-limit.ts";
import { openData } from "./open-data.ts";
import { ServerStartError } from "./server-start-error.ts";
import type { Services } from "./services.ts";
import { watchStore } from "./watch-store.ts";

export interface ServicesOptions {
  readonly configuration: Configuration;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** Aborts when a shutdown begins. */
  readonly stopping: AbortSignal;
  /** From where plug-ins are seen. */
  readonly folder: string;
  /** Agents of the configuration file, under its name. */
  readonly own?: { readonly name: string; readonly agents: unknown };
}

/** Services, and how to close them. */
export interface OpenedServices {
  readonly services: Services;
  /** Parks durable runs, and closes whatever is open. */
  close(): Promise<void>;
}

/**
 * Opens the store, makes the orchestrator, registers agents, and takes up unfinished runs, in this order: a run that goes on needs its
 * agents, and its events are to be heard from the first. Rejects with `ServerStartError`.
 */
export async function createServices(options: ServicesOptions): Promise<OpenedServices> {
  const { configuration, runtime, logger, stopping } = options;
  const data = await openData(configuration, runtime);
  const closers = [data.close];
  const { store, watch } = watchStore(data.store, { runtime, logger });
  /** In the order opposite to that in which they were opened; one that fails does not keep the others open. */
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse())
      await closeOne().catch((error: unknown) =>
        logger.error({ err: error }, "something could not be closed"),
      );
  };
  try {
    const { artifacts } = data;
    const orchestrator = new Orchestrator({ store, runtime, maxSettledTasks: configuration.maxSettledTasks });
    closers.push(async () => {
      watch.close();
      await orchestrator.close();
    });
    const agents = createAgentDirectory(orchestrator);
    try {
      const closeKept = registerShippedAgents(agents, { configuration, artifacts });
      // Closed after the orchestrator, whose agents may still be writing.
      closers.splice(-1, 0, closeKept);
    } catch (error) {
      throw new ServerStartError("agents", `An agent cannot be made: ${describeThrown(error)}`, error);
    }
    await loadPlugIns(agents, { ...options, plugIns: configuration.plugIns });
    const events = await createEventHub(orchestrator, store, { runtime });
    const approvals = createApprovalBoard(orchestrator, store);
    const minutes = createMinuteSeries(orchestrator);
    closers.push(async () => {
      for (const service of [events, approvals, minutes]) service.close();
    });
    const runLimit = createRunLimit(configuration.maxRuns);
    const takeUp = (): Promise<readonly string[]> => resumeRuns(orchestrator, runLimit, logger);
    await takeUp();
    watch.recoverBy(takeUp);
    const services: Services = {
      configuration,
      orchestrator,
      store,
      storeWatch: watch,
      artifacts,
      agents,
      events,
      approvals,
      minutes,
      runLimit,
      stopping,
      runtime,
      logger,
      since: runtime.now(),
    };
    return { services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Answers with the runs that go on. One that cannot is told of in the log; the server starts nevertheless. */
async function resumeRuns(
  orchestrator: Orchestrator,
  runLimit: Services["runLimit"],
  logger: Logger,
): Promise<readonly string[]> {
  try {
    const runs = await orchestrator.resume();
    for (const run of runs) runLimit.count(run);
    if (runs.length > 0) logger.info({ runs: runs.length }, "unfinished runs go on");
    return runs.map(({ runId }) => runId);
  } catch (error) {
    logger.error({ err: error }, "unfinished runs could not be taken up");
    return [];
  }
}
