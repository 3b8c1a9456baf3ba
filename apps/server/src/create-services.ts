import {
  type ArtifactStore,
  describeThrown,
  giveWay,
  Orchestrator,
  type RunHandle,
  type Runtime,
} from "@convoke/core";
import type { Logger } from "pino";
import { type AgentDirectory, createAgentDirectory } from "./agents/agent-directory.ts";
import { loadPlugIns } from "./agents/load-plug-ins.ts";
import { registerShippedAgents, type ShippedAgents } from "./agents/register-shipped-agents.ts";
import type { Configuration } from "./settings/config.ts";
import { createApprovalBoard } from "./events/approval-board.ts";
import { createEventHub } from "./events/event-hub.ts";
import { createMinuteSeries } from "./events/minute-series.ts";
import { createRunLimit } from "./http/run-limit.ts";
import { logLostRuns } from "./events/log-lost-runs.ts";
import { openData } from "./data/open-data.ts";
import { ServerStartError } from "./start/server-start-error.ts";
import type { Services } from "./services.ts";
import { watchStore } from "./data/watch-store.ts";

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
    const shipped = registerShipped(agents, options, artifacts);
    // Closed after the orchestrator, whose agents may still be writing.
    closers.splice(-1, 0, () => shipped.close());
    await loadPlugIns(agents, { ...options, plugIns: configuration.plugIns });
    logLostRuns(orchestrator, logger);
    const events = await createEventHub(orchestrator, store, { runtime });
    const approvals = createApprovalBoard(orchestrator, store);
    const minutes = createMinuteSeries(orchestrator, runtime);
    closers.push(async () => {
      for (const service of [events, approvals, minutes]) service.close();
    });
    const runLimit = createRunLimit(configuration.maxRuns, (runId, error) => {
      // Whoever closes the orchestrator parks its runs.
      if (!stopping.aborted) logger.error({ err: error, runId }, "a run was given up");
    });
    const takeUp = (): Promise<readonly string[]> => resumeRuns(orchestrator, runLimit, logger);
    await logLeftRuns(await takeUp(), store, logger);
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
      model: shipped.model,
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

function registerShipped(
  agents: AgentDirectory,
  { configuration }: ServicesOptions,
  artifacts: ArtifactStore,
): ShippedAgents {
  try {
    return registerShippedAgents(agents, { configuration, artifacts });
  } catch (error) {
    throw new ServerStartError("agents", `An agent cannot be made: ${describeThrown(error)}`, error);
  }
}

/** Answers with the runs that go on. One that cannot is told of in the log; the server starts nevertheless. */
async function resumeRuns(
  orchestrator: Orchestrator,
  runLimit: Services["runLimit"],
  logger: Logger,
): Promise<readonly string[]> {
  try {
    const taken = await orchestrator.resume();
    for (const run of taken) runLimit.count(run);
    const areLeft = await Promise.all(taken.map(isLeft));
    const runs = taken.filter((_, index) => !areLeft[index]);
    if (runs.length > 0) logger.info({ runs: runs.length }, "unfinished runs go on");
    return runs.map(({ runId }) => runId);
  } catch (error) {
    logger.error({ err: error }, "unfinished runs could not be taken up");
    return [];
  }
}

/** Whether a run was not gone on with after all: its record cannot be read, or something that it needs is missing. */
function isLeft({ settled }: RunHandle<unknown>): Promise<boolean> {
  const isRejected = settled.then(
    () => false,
    () => true,
  );
  return Promise.race([isRejected, giveWay().then(() => false)]);
}

/** Runs that another life of the server has left, and that could not be taken up. */
async function logLeftRuns(
  resumed: readonly string[],
  store: Services["store"],
  logger: Logger,
): Promise<void> {
  const { items } = await store.listRuns({ status: "running" });
  const left = items.map(({ runId }) => runId).filter((runId) => !resumed.includes(runId));
  if (left.length > 0) logger.error({ runIds: left }, "unfinished runs were left where they are");
}
