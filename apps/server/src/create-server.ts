import { createAdaptorServer } from "@hono/node-server";
import { type Runtime, systemRuntime } from "@convoke/core";
import type { Server as HttpServer } from "node:http";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { Configuration } from "./settings/config.ts";
import { createApp } from "./create-app.ts";
import { createServices } from "./create-services.ts";
import { createDashboard } from "./http/create-dashboard.ts";
import { createLogger } from "./http/create-logger.ts";
import { findSecrets } from "./http/redact.ts";
import { explainAddress } from "./start/server-start-error.ts";
import type { Services } from "./services.ts";

/** A server that listens. */
export interface Server {
  readonly url: string;
  readonly services: Services;
  /**
   * Stops accepting, ends streams, parks durable runs, and closes everything; true when all of it was done within `shutdownMs`.
   */
  close(): Promise<boolean>;
}

/** What a server is made with beside its configuration; everything has a default. */
export interface ServerOptions {
  /** @default systemRuntime */
  readonly runtime?: Runtime;
  /** @default one that writes to the standard error, without the secrets of the environment */
  readonly logger?: Logger;
  /** From where plug-ins are seen. @default the working directory */
  readonly folder?: string;
  /** Agents of the configuration file, under its name. */
  readonly own?: { readonly name: string; readonly agents: unknown };
  /** The built dashboard. @default that of this package */
  readonly dashboardFolder?: string;
}

const builtDashboard = fileURLToPath(new URL("../dist/ui", import.meta.url));

/** What connections get that send slowly, or nothing. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 };

/** Connections beside those of event streams, beyond which new ones are dropped. */
const spareConnections = 16_384;

/**
 * Opens the store, registers the agents, takes up unfinished runs, and listens.
 *
 * Rejects with `ServerStartError` that says what is in the way; nothing is left open then.
 */
export async function createServer(
  configuration: Configuration,
  options: ServerOptions = {},
): Promise<Server> {
  const {
    runtime = systemRuntime,
    folder = process.cwd(),
    logger = createLogger({
      level: configuration.logLevel,
      secrets: [configuration.token, ...findSecrets(process.env, folder)],
    }),
    own,
    dashboardFolder = builtDashboard,
  } = options;
  const stopping = new AbortController();
  const opened = await createServices({
    configuration,
    runtime,
    logger,
    stopping: stopping.signal,
    folder,
    ...(own !== undefined && { own }),
  });
  try {
    const app = createApp(opened.services);
    app.get("/*", await createDashboard(dashboardFolder));
    // The types of the adaptor allow for HTTP/2, which is not asked for.
    const http = createAdaptorServer({
      fetch: app.fetch,
      serverOptions: { ...patience, connectionsCheckingInterval: 5_000 },
    }) as HttpServer;
    http.maxConnections = configuration.maxSubscribers + spareConnections;
    const url = await listen(http, configuration);
    let closing: Promise<boolean> | undefined;
    const close = (): Promise<boolean> =>
      (closing ??= closeWithin(configuration.shutdownMs, runtime, async () => {
        stopping.abort();
        await stopListening(http, opened.close, runtime);
      }));
    return { url, services: opened.services, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function listen(http: HttpServer, { host, port }: Configuration): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(explainAddress(error, host, port));
    http.once("error", fail);
    http.listen({ host: host.replace(/^\[|\]$/g, ""), port }, () => {
      http.off("error", fail);
      const address = http.address();
      const actual = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${actual}`);
    });
  });
}

/** What answers get to be sent before their connections are cut. */
const lastAnswersMs = 1_000;

async function stopListening(
  http: HttpServer,
  closeServices: () => Promise<void>,
  runtime: Runtime,
): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  await closeServices();
  const cancel = runtime.schedule(() => http.closeAllConnections(), lastAnswersMs);
  http.closeIdleConnections();
  await closed;
  cancel();
}

async function closeWithin(ms: number, runtime: Runtime, close: () => Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const cancel = runtime.schedule(() => late.resolve(false), ms);
  try {
    return await Promise.race([close().then(() => true), late.promise]);
  } finally {
    cancel();
  }
}
