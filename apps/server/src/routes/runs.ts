import { createRoute, z } from "@hono/zod-openapi";
import { runRequestSchema } from "../api/plan.ts";
import {
  runDetailSchema,
  runListQuerySchema,
  runListSchema,
  runSummarySchema,
  startedRunSchema,
} from "../api/run.ts";
import type { Services } from "../services.ts";
import { cancelRun } from "./cancel-run.ts";
import { createRouter, headersOf, json, withHeaders } from "./create-router.ts";
import { describeRun, describeSummary } from "./describe-run.ts";
import { idempotencyHeaders } from "./idempotency.ts";
import { problems } from "./problem-responses.ts";
import { readRunRequest } from "./read-run-request.ts";
import type { RunStarter } from "./start-once.ts";

const path = "/api/runs";
const params = z.object({
  id: z.string().min(1).openapi({ description: "The id of the run.", example: "run-1" }),
});

const listRoute = createRoute({
  method: "get",
  path,
  summary: "List runs",
  description: "The newest first, 50 at most; `cursor` of an answer asks for the next ones.",
  request: { query: runListQuerySchema },
  responses: { 200: json(runListSchema, "Runs, the newest first."), ...problems(400, 503) },
});

const startRoute = createRoute(
  withHeaders(
    {
      method: "post",
      path,
      summary: "Start a run",
      description: "Takes a plan of any strategy, or a prompt for the main agent.",
      request: {
        body: { content: { "application/json": { schema: runRequestSchema } }, required: true },
      },
      responses: {
        202: {
          ...json(
            startedRunSchema,
            "The run has been accepted: it is stored, and survives a restart if the server is durable.",
          ),
          headers: z.object({ Location: z.string().openapi({ example: "/api/runs/run-1" }) }),
        },
        ...problems(400, 409, 415, 422, 429, 503),
      },
    },
    idempotencyHeaders,
  ),
);

const readRoute = createRoute({
  method: "get",
  path: `${path}/{id}`,
  summary: "Read a run",
  description:
    "The run with all of its tasks in brief; inputs and results are asked for by task. Its stream of events goes on from `cursor`.",
  request: { params },
  responses: { 200: json(runDetailSchema, "The run."), ...problems(400, 404, 503) },
});

const cancelRoute = createRoute({
  method: "delete",
  path: `${path}/{id}`,
  summary: "Cancel a run",
  description:
    "Stops everything that has not settled, and answers when all of it has. A run that has ended stays as it is: repeating the request does no harm.",
  request: { params },
  responses: { 200: json(runSummarySchema, "The run, ended."), ...problems(400, 404, 409, 503) },
});

/** Runs: listed, started, read, cancelled. */
export function runRoutes(services: Services, starter: RunStarter) {
  const { store } = services;
  return createRouter()
    .openapi(listRoute, async (context) => {
      const { cursor, ...filter } = context.req.valid("query");
      const page = await store.listRuns(filter, cursor);
      return context.json({ ...page, items: page.items.map((run) => describeSummary(run, services)) }, 200);
    })
    .openapi(startRoute, async (context) => {
      const { "idempotency-key": key } = headersOf(context, idempotencyHeaders);
      const request = readRunRequest(context.req.valid("json"));
      const { runId, stored } = await starter.start({ ...request, key, path });
      await stored;
      return context.json({ runId }, 202, { location: `${path}/${encodeURIComponent(runId)}` });
    })
    .openapi(readRoute, async (context) => {
      const { id } = context.req.valid("param");
      await starter.opened(id);
      return context.json(await describeRun(id, services), 200);
    })
    .openapi(cancelRoute, async (context) => {
      const { id } = context.req.valid("param");
      await starter.opened(id);
      return context.json(await cancelRun(id, services), 200);
    });
}
