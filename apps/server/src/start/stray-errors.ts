import { describeThrown, OrchestrationError } from "@convoke/core";
import type { Logger } from "pino";

/** Where the code is whose state an error of its own leaves in doubt. */
const ownFolders = [
  new URL("..", import.meta.url).href,
  new URL(".", import.meta.resolve("@convoke/core")).href,
];

/**
 * Watches this process for what nobody has caught. Agents of others run in it, and what they forget to catch is logged and must not end
 * the runs of everybody, nor keep a server from starting whose unfinished run does so again. An error that the server's own
 * code made leaves its state in doubt: then `end` is called.
 */
export function watchStrayErrors(logger: Logger, end: () => void): void {
  process.on("unhandledRejection", (error) => logger.error({ err: error }, "a rejection was not handled"));
  process.on("uncaughtException", (error) => {
    if (!isOwnFault(error)) {
      logger.error({ err: error }, "an error was not caught");
      return;
    }
    logger.fatal({ err: error }, describeThrown(error));
    end();
  });
}

/** Whose code made the error: the first frame that is not of the platform. Typed errors are told to agents that misuse what they are given. */
function isOwnFault(error: unknown): boolean {
  if (OrchestrationError.is(error) || !(error instanceof Error)) return false;
  const made = /^ {4}at .*?(file:\S+)/m.exec(String(error.stack))?.[1];
  return made !== undefined && ownFolders.some((folder) => made.startsWith(folder));
}
