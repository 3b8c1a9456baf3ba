import { createRoute, z } from "@hono/zod-openapi";
import type { Metrics } from "./create-metrics.ts";
import { createRouter } from "./create-router.ts";

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Metrics for Prometheus",
  responses: {
    200: {
      description: "The metrics, in the text format of Prometheus.",
      content: { "text/plain": { schema: z.string() } },
    },
  },
});

/** What a Prometheus server collects. */
export function metricsRoutes(metrics: Metrics) {
  return createRouter().openapi(metricsRoute, async (context) =>
    context.text(await metrics.collect(), 200, { "content-type": metrics.contentType }),
  );
}
