import type { Context } from "hono";
import type { Logger } from "pino";

/**
 * Logs one request by method, path, status and duration: never its query, headers or body, which may hold secrets. What went well is
 * told at `debug`, what was refused at `info`.
 */
export function logRequest(logger: Logger, context: Context, requestId: string, durationMs: number): void {
  const { status } = context.res;
  const level = status >= 500 ? "error" : status >= 400 ? "info" : "debug";
  if (!logger.isLevelEnabled(level)) return;
  const { method, path } = context.req;
  logger[level]({ requestId, method, path: path.slice(0, 500), status, durationMs }, "request");
}
