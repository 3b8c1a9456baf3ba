import { createRoute } from "@hono/zod-openapi";
import { describeThrown } from "@convoke/core";
import { healthSchema, readinessSchema } from "../api/health.ts";
import type { Services } from "../services.ts";
import { createRouter, json } from "./create-router.ts";
import { waitFor } from "./prefer-wait.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process answers",
  responses: { 200: json(healthSchema, "It does.") },
});

const readinessRoute = createRoute({
  method: "get",
  path: "/readyz",
  summary: "Whether work is taken",
  responses: {
    200: json(readinessSchema, "It is."),
    503: json(readinessSchema, "It is not, and why."),
  },
});

/** How long the store gets for its answer. */
const patienceSeconds = 2;

/** What a supervisor asks: does it live, does it take work. */
export function healthRoutes({ configuration, store, storeWatch, stopping, runtime, logger }: Services) {
  return createRouter()
    .openapi(healthRoute, (context) => context.json({ status: "ok" as const }, 200))
    .openapi(readinessRoute, async (context) => {
      const reasons = stopping.aborted ? ["The server is stopping."] : await askStore();
      return reasons.length === 0
        ? context.json({ ready: true, reasons }, 200)
        : context.json({ ready: false, reasons }, 503);
    });

  async function askStore(): Promise<readonly string[]> {
    try {
      const answer = await waitFor(store.lastCursor(), patienceSeconds, runtime, () => stopping);
      if (answer === undefined) return ["The store does not answer."];
      const trouble = storeWatch?.trouble;
      return trouble === undefined ? [] : [`The store cannot be written: ${toReason(trouble)}`];
    } catch (error) {
      logger.warn({ err: error }, "the store does not answer");
      return [`The store does not answer: ${toReason(describeThrown(error))}`];
    }
  }

  /** Nobody is asked for the token here, and errors of a store name files. */
  function toReason(message: string): string {
    return configuration.token === undefined ? message.slice(0, 500) : "see the log";
  }
}
