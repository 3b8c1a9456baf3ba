import { createRoute } from "@hono/zod-openapi";
import { estimateRequestSchema, estimateSchema } from "../api/plan.ts";
import { statisticsSchema } from "../api/statistics.ts";
import type { Services } from "../services.ts";
import { writeCanonical } from "./canonical-text.ts";
import { createRouter, headersOf, json, withHeaders } from "./create-router.ts";
import { type KeyLedger, repeatableHeaders } from "./idempotency.ts";
import { problems } from "./problem-responses.ts";
import { readPlan } from "./read-run-request.ts";

const statisticsRoute = createRoute({
  method: "get",
  path: "/api/statistics",
  summary: "Read the statistics",
  responses: { 200: json(statisticsSchema, "What the server has done since it started.") },
});

const estimatePath = "/api/estimate";
const estimateRoute = createRoute(
  withHeaders(
    {
      method: "post",
      path: estimatePath,
      summary: "Estimate a plan",
      description: "What a plan, or a prompt for the main agent, will take in time and money. Nothing runs.",
      request: {
        body: { content: { "application/json": { schema: estimateRequestSchema } }, required: true },
      },
      responses: { 200: json(estimateSchema, "What it will take."), ...problems(400, 409, 415, 422) },
    },
    repeatableHeaders,
  ),
);

/** How the server does, and what a plan would take. */
export function overviewRoutes(services: Services, ledger: KeyLedger) {
  const { orchestrator, minutes, approvals, since, configuration, runLimit, model } = services;
  return createRouter()
    .openapi(statisticsRoute, (context) =>
      context.json(
        {
          ...orchestrator.getStatistics(),
          since,
          runningRuns: runLimit.active,
          openApprovals: approvals.list().length,
          costUsd: minutes.costUsd,
          tokens: minutes.tokens,
          model,
          isDurable: configuration.dataFolder !== undefined,
          minutes: minutes.list(),
        },
        200,
      ),
    )
    .openapi(estimateRoute, (context) => {
      const request = context.req.valid("json");
      ledger.note(
        estimatePath,
        headersOf(context, repeatableHeaders)["idempotency-key"],
        writeCanonical(request),
      );
      return context.json(orchestrator.estimate(readPlan(request)), 200);
    });
}
