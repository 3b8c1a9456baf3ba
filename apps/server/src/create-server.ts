import { serve, type ServerType } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { memoryArtifactStore, memoryStore, Orchestrator, type Runtime, systemRuntime } from "@convoke/core";
import { createEnhancedAgent, registerAllAgents } from "convoke";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { createAgentDirectory } from "./agents/agent-directory.ts";
import type { Configuration } from "./config.ts";
import { createApp } from "./create-app.ts";
import { createApprovalBoard } from "./events/approval-board.ts";
import { createEventHub } from "./events/event-hub.ts";
import { createMinuteSeries } from "./events/minute-series.ts";
import { createRunLimit } from "./http/run-limit.ts";
import type { Services } from "./services.ts";

/** A server that listens. */
export interface Server {
  readonly url: string;
  readonly services: Services;
  /** Stops accepting, parks durable runs, and closes everything. */
  close(): Promise<void>;
}

/** Opens the store, registers the agents, takes up unfinished runs, and listens. */
export async function createServer(
  configuration: Configuration,
  runtime: Runtime = systemRuntime,
): Promise<Server> {
  const logger = pino({ level: configuration.logLevel });
  const store = memoryStore({ runtime, maxSettledTasks: configuration.maxSettledTasks });
  const orchestrator = new Orchestrator({ store, runtime });
  const agents = createAgentDirectory(orchestrator);
  registerAllAgents(agents);
  agents.registerAgent(createEnhancedAgent({ approve: "wait" }));
  const stopping = new AbortController();
  const services: Services = {
    configuration,
    orchestrator,
    store,
    artifacts: memoryArtifactStore(),
    agents,
    events: await createEventHub(orchestrator, store),
    approvals: createApprovalBoard(orchestrator),
    minutes: createMinuteSeries(orchestrator),
    runLimit: createRunLimit(configuration.maxRuns),
    stopping: stopping.signal,
    runtime,
    logger,
    since: runtime.now(),
  };
  const app = createApp(services);
  const root = fileURLToPath(new URL("../dist/ui", import.meta.url));
  app.use("/*", serveStatic({ root }));
  app.get("/*", serveStatic({ root, path: "index.html" }));
  const { host, port } = configuration;
  const server = await new Promise<ServerType>((resolve) => {
    const listening: ServerType = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(listening));
  });
  const address = server.address();
  const url = `http://${host}:${typeof address === "object" && address !== null ? address.port : port}`;
  return {
    url,
    services,
    async close() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await orchestrator.close();
      await closed;
    },
  };
}
