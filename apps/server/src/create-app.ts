import { routePath } from "hono/route";
import { createErrorHandler, createNotFoundHandler } from "./http/answer-errors.ts";
import { createGuard } from "./http/guard.ts";
import { agentRoutes } from "./routes/agents.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { artifactRoutes } from "./routes/artifacts.ts";
import { createMetrics } from "./routes/create-metrics.ts";
import { createRouter } from "./routes/create-router.ts";
import { eventRoutes } from "./routes/events.ts";
import { healthRoutes } from "./routes/health.ts";
import { createKeyLedger } from "./routes/idempotency.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { serveOpenApi } from "./routes/open-api.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { runRoutes } from "./routes/runs.ts";
import { createRunStarter } from "./routes/start-once.ts";
import { taskRoutes } from "./routes/tasks.ts";
import type { Services } from "./services.ts";

/** All routes of the server over its services; `app.request` calls them without a port. */
export function createApp(services: Services) {
  const app = createRouter();
  const metrics = createMetrics(services);
  const starter = createRunStarter(services);
  const ledger = createKeyLedger();
  const answerUnknown = createNotFoundHandler(app);
  app.onError(createErrorHandler(services.logger));
  app.notFound(answerUnknown);
  app.use(async (context, next) => {
    await next();
    metrics.noteRequest(context.req.method, routePath(context), context.res.status);
  });
  app.use(createGuard(services));
  const routes = app
    .route("/", taskRoutes(services, starter))
    .route("/", runRoutes(services, starter))
    .route("/", eventRoutes(services))
    .route("/", agentRoutes(services))
    .route("/", overviewRoutes(services, ledger))
    .route("/", approvalRoutes(services, ledger))
    .route("/", artifactRoutes(services))
    .route("/", healthRoutes(services))
    .route("/", metricsRoutes(metrics));
  serveOpenApi(routes, services.configuration.token !== undefined);
  // What stands behind this app, such as the pages of the dashboard, is not asked for what is missing here.
  for (const path of ["/api/*", "/healthz", "/readyz", "/metrics"]) app.all(path, answerUnknown);
  return routes;
}

/** The type from which the client is inferred. */
export type App = ReturnType<typeof createApp>;
