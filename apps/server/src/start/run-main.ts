import { flushCompileCache } from "node:module";
import { systemRuntime } from "@convoke/core";
import { ConfigurationError } from "../settings/config.ts";
import type { Server } from "../create-server.ts";
import { loadConfiguration } from "../settings/load-configuration.ts";
import { ServerStartError, startProblems } from "./server-start-error.ts";
import { settings } from "../settings/settings.ts";

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
    const [{ createServer }, { createLogger }, { findSecrets }, { watchStrayErrors }] = await Promise.all([
      import("../create-server.ts"),
      import("../http/create-logger.ts"),
      import("../http/redact.ts"),
      import("./stray-errors.ts"),
    ]);
    const { logLevel: level, token } = configuration;
    const logger = createLogger({ level, secrets: [token, ...findSecrets(process.env, folder)] });
    // A run that goes on may throw before the server listens.
    let end = (_failed: boolean): void => process.exit(1);
    watchStrayErrors(logger, () => end(true));
    const server = await createServer(configuration, { folder, logger, ...(own !== undefined && { own }) });
    end = endOnSignals(server);
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

/** Returns how to end the process otherwise. */
function endOnSignals({ services: { logger }, close }: Server): (failed: boolean) => void {
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
  return end;
}
