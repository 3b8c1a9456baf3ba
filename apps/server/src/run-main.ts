import { flushCompileCache } from "node:module";
import { describeThrown, systemRuntime } from "@convoke/core";
import { ConfigurationError } from "./config.ts";
import type { Server } from "./create-server.ts";
import { loadConfiguration } from "./load-configuration.ts";
import { ServerStartError, startProblems } from "./server-start-error.ts";
import { settings } from "./settings.ts";

const help = `Starts the Convoke server: an HTTP API and a dashboard.

Settings are variables of the environment, or fields of convoke.config.ts in the working directory:
${Object.entries(settings)
  .map(([field, { variable, allowed }]) => `  ${variable} (${field}): ${allowed}`)
  .join("\n")}
`;

/** What is done before the server starts. */
export interface MainOptions {
  prepare?(): Promise<void>;
}

/** Starts a server for this process: tells its address, and closes it on SIGINT and SIGTERM; a second one ends at once. */
export async function runMain({ prepare }: MainOptions = {}): Promise<void> {
  const unknown = process.argv.slice(2).find((argument) => argument !== "--help" && argument !== "-h");
  if (unknown !== undefined) {
    process.stderr.write(`${unknown} is no option: there is --help only, settings are variables.\n`);
    process.exitCode = startProblems.configuration;
    return;
  }
  if (process.argv.length > 2) {
    process.stdout.write(help);
    return;
  }
  try {
    const folder = process.cwd();
    const { configuration, file, agents } = await loadConfiguration(process.env, folder, systemRuntime);
    await prepare?.();
    const own = file === undefined ? undefined : { name: file, agents };
    // Loaded late, so that a wrong setting and the help are told at once.
    const { createServer } = await import("./create-server.ts");
    const server = await createServer(configuration, { folder, ...(own !== undefined && { own }) });
    endOnSignals(server);
    process.stdout.write(`Convoke listens at ${server.url}\n`);
    // Now, since nobody knows how this process will end.
    flushCompileCache();
  } catch (error) {
    if (!(error instanceof ServerStartError) && !(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    // A plug-in that was loaded may keep the process alive.
    process.exit(error instanceof ServerStartError ? error.exitCode : startProblems.configuration);
  }
}

function endOnSignals({ services: { logger }, close }: Server): void {
  let isEnding = false;
  const end = (failed: boolean): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    close().then(
      (inTime) => process.exit(inTime && !failed ? 0 : 1),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      logger.info({ signal }, "the server is stopping");
      end(false);
    });
  // Agents of others run in this process: what they forget to catch must not end the runs of everybody.
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "a rejection was not handled"));
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, describeThrown(error));
    end(true);
  });
}
