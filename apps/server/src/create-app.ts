import { createErrorHandler, createNotFoundHandler } from "./http/answer-errors.ts";
import { createGuard } from "./http/guard.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { createRouter } from "./routes/create-router.ts";
import { eventRoutes } from "./routes/events.ts";
import { overviewRoutes } from "./routes/overview.ts";
import { runRoutes } from "./routes/runs.ts";
import { taskRoutes } from "./routes/tasks.ts";
import type { Services } from "./services.ts";

/** All routes of the server over its services; `app.request` calls them without a port. */
export function createApp(services: Services) {
  const app = createRouter();
  app.onError(createErrorHandler(services.logger));
  app.notFound(createNotFoundHandler(app));
  app.use(createGuard(services));
  app.doc31("/api/openapi.json", { openapi: "3.1.0", info: { title: "Convoke", version: "0.0.0" } });
  return app
    .route("/", taskRoutes(services))
    .route("/", runRoutes(services))
    .route("/", eventRoutes(services))
    .route("/", overviewRoutes(services))
    .route("/", approvalRoutes(services));
}

/** The type from which the client is inferred. */
export type App = ReturnType<typeof createApp>;
