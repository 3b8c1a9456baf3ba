import type { Context, MiddlewareHandler } from "hono";
import type { IncomingMessage } from "node:http";
import type { Services } from "../services.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { checkBody } from "./check-body.ts";
import { createHostCheck } from "./check-host.ts";
import { checkOrigin } from "./check-origin.ts";
import { createTokenCheck } from "./check-token.ts";
import { answerProblem, ProblemError } from "./problem.ts";
import { createRateLimit } from "./rate-limit.ts";
import { logRequest } from "./log-request.ts";
import { sendHeader } from "./send-header.ts";
import { setSecurityHeaders } from "./security-headers.ts";

/** What is behind the token: everything but the health of the server and the files of the dashboard. */
const isGuarded = (path: string): boolean =>
  path === "/api" || path.startsWith("/api/") || path === "/metrics";

/**
 * What stands before every route, in one middleware because each costs a request its time: the headers of safety, the checks of host,
 * rate, origin, token and body, and the log. Refuses with a problem document.
 */
export function createGuard({
  configuration,
  runtime,
  logger,
  stopping,
}: Pick<Services, "configuration" | "runtime" | "logger" | "stopping">): MiddlewareHandler {
  const checkHost = createHostCheck(configuration);
  const checkToken = createTokenCheck(configuration.token);
  const checkRate = createRateLimit({ perSecond: configuration.rateLimit, runtime });
  const start = runtime.now().toString(36);
  let requests = 0;

  return async (context, next) => {
    const begunAt = runtime.now();
    const requestId = `${start}-${(++requests).toString(36)}`;
    setSecurityHeaders(context);
    sendHeader(context, "x-request-id", requestId);
    try {
      await pass(context, next);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      context.res = answerProblem(context, error);
    }
    logRequest(logger, context, requestId, runtime.now() - begunAt);
  };

  async function pass(context: Context, next: () => Promise<void>): Promise<void> {
    const { req } = context;
    const { path, method } = req;
    if (path !== "/healthz") checkRate(addressOf(context));
    const host = req.header("host") ?? new URL(req.url).host;
    checkHost(host);
    // A target with a host of its own, as proxies get it, counts as much as the header.
    const target = incomingOf(context)?.url ?? "/";
    if (!target.startsWith("/")) checkHost(new URL(req.url).host);
    const isReading = method === "GET" || method === "HEAD";
    if (isGuarded(path)) {
      sendHeader(context, "cache-control", "no-store");
      const isNavigation = isReading && req.header("sec-fetch-mode") === "navigate";
      if (!isNavigation)
        checkOrigin({ host, origin: req.header("origin"), site: req.header("sec-fetch-site") });
      checkToken(req.header("authorization"));
    }
    if (stopping.aborted) {
      // Whoever keeps the connection finds nobody at it any more.
      sendHeader(context, "connection", "close");
      if (!isReading)
        throw new ProblemError(
          ServerProblemCode.SHUTTING_DOWN,
          "The server is stopping: come again when it has been started anew.",
          undefined,
          { "retry-after": "5" },
        );
    }
    if (!isReading) await checkBody(context, configuration.maxBodyBytes);
    await next();
  }
}

/** What Node knows of the request; nothing where there is no port. */
function incomingOf({ env }: Context): Partial<IncomingMessage> | undefined {
  return ((env ?? {}) as { readonly incoming?: Partial<IncomingMessage> }).incoming;
}

function addressOf(context: Context): string {
  return incomingOf(context)?.socket?.remoteAddress ?? "unknown";
}
