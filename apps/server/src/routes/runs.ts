import { createRoute, z } from "@hono/zod-openapi";
import type { Plan, StoredRun } from "@convoke/core";
import { ServerProblemCode } from "../api/problem.ts";
import { type RunRequest, runRequestSchema } from "../api/plan.ts";
import { runDetailSchema, runListQuerySchema, runListSchema, runSummarySchema } from "../api/run.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { createRouter, json, problemResponse } from "./create-router.ts";
import { describeRun, describeSummary } from "./describe-run.ts";

const params = z.object({ id: z.string().min(1) });

const listRoute = createRoute({
  method: "get",
  path: "/api/runs",
  request: { query: runListQuerySchema },
  responses: { 200: json(runListSchema, "Runs, the newest first."), 400: problemResponse },
});

const startRoute = createRoute({
  method: "post",
  path: "/api/runs",
  request: { body: { content: { "application/json": { schema: runRequestSchema } }, required: true } },
  responses: {
    202: json(z.object({ runId: z.string() }), "The run has been accepted."),
    400: problemResponse,
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}",
  request: { params },
  responses: { 200: json(runDetailSchema, "The run."), 404: problemResponse },
});

const cancelRoute = createRoute({
  method: "delete",
  path: "/api/runs/{id}",
  request: { params },
  responses: { 200: json(runSummarySchema, "The run, cancelled."), 404: problemResponse },
});

/** Runs: listed, started, read, cancelled. */
export function runRoutes(services: Services) {
  const { store, orchestrator } = services;
  return createRouter()
    .openapi(listRoute, async (context) => {
      const { cursor, ...filter } = context.req.valid("query");
      const page = await store.listRuns(filter, cursor);
      return context.json({ ...page, items: page.items.map((run) => describeSummary(run, services)) }, 200);
    })
    .openapi(startRoute, (context) => {
      const request = context.req.valid("json");
      const { runId } = orchestrator.startRun(toPlan(request), { budget: request.budget });
      return context.json({ runId }, 202, { location: `/api/runs/${runId}` });
    })
    .openapi(readRoute, async (context) =>
      context.json(await describeRun(await load(context.req.valid("param").id), services), 200),
    )
    .openapi(cancelRoute, async (context) => {
      const { id } = context.req.valid("param");
      await load(id);
      await orchestrator.cancel(id);
      return context.json((await describeRun(await load(id), services)).run, 200);
    });

  async function load(id: string): Promise<StoredRun> {
    const stored = await store.load(id);
    if (stored !== undefined) return stored;
    throw new ProblemError(
      ServerProblemCode.NOT_FOUND,
      `There is no run "${id}": it may have been dropped by retention.`,
    );
  }
}

function toPlan(request: RunRequest): Plan {
  if ("plan" in request) return request.plan as Plan;
  const { prompt, sessionId } = request;
  return {
    strategy: "task",
    task: { agentType: "main", description: prompt, input: { prompt, sessionId } },
  };
}
