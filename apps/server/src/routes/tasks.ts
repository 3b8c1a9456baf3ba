import { createRoute, z } from "@hono/zod-openapi";
import type { Task, TaskSpec } from "@convoke/core";
import { taskSpecSchema } from "../api/plan.ts";
import { taskDetailSchema, taskSchema } from "../api/task.ts";
import { sendHeader } from "../http/send-header.ts";
import { sendJson } from "../http/send-json.ts";
import type { Services } from "../services.ts";
import { cancelTask } from "./cancel-run.ts";
import { createRouter, headersOf, json, withHeaders } from "./create-router.ts";
import { findTask, refuseParked } from "./find-task.ts";
import { idempotencyHeaders } from "./idempotency.ts";
import { preferSchema, readWait, waitFor } from "./prefer-wait.ts";
import { problems } from "./problem-responses.ts";
import type { RunStarter } from "./start-once.ts";

const path = "/api/tasks";
const params = z.object({
  id: z.string().min(1).openapi({
    description: "The key of the task; of a task within a run, the slashes are written as %2F.",
    example: "run-1/research",
  }),
});

const headers = idempotencyHeaders.extend({ prefer: preferSchema });

const startRoute = createRoute(
  withHeaders(
    {
      method: "post",
      path,
      summary: "Start a task",
      description:
        "Answers at once with the record, or, with `Prefer: wait=<seconds>`, when the task has settled. A task that fails is an answer, too: see `status` and `failure`.",
      request: {
        body: { content: { "application/json": { schema: taskSpecSchema } }, required: true },
      },
      responses: {
        200: json(taskSchema, "The settled task."),
        202: {
          ...json(
            taskSchema,
            "The task, accepted: it is stored, and survives a restart if the server is durable.",
          ),
          headers: z.object({ Location: z.string().openapi({ example: "/api/tasks/run-1" }) }),
        },
        ...problems(400, 409, 415, 422, 429, 503),
      },
    },
    headers,
  ),
);

const readRoute = createRoute({
  method: "get",
  path: `${path}/{id}`,
  summary: "Read a task",
  request: { params },
  responses: {
    200: json(taskDetailSchema, "The task, with its failed attempts and what it waits for."),
    ...problems(400, 404, 503),
  },
});

const cancelRoute = createRoute({
  method: "delete",
  path: `${path}/{id}`,
  summary: "Cancel a task",
  description:
    "Cancels the task and everything below it, and answers when all of that has settled. One that has settled already stays as it is: repeating the request does no harm.",
  request: { params },
  responses: { 200: json(taskDetailSchema, "The task, settled."), ...problems(400, 404, 409, 503) },
});

/** Single tasks: started, read, cancelled. Ids with slashes are written with %2F. */
export function taskRoutes(services: Services, starter: RunStarter) {
  const { orchestrator, runtime } = services;
  return createRouter()
    .openapi(startRoute, async (context) => {
      const { prefer, "idempotency-key": key } = headersOf(context, headers);
      const task = context.req.valid("json") as TaskSpec;
      const begun = starter.start({ plan: { strategy: "task", task }, id: task.id, key, path });
      const { runId, settled, stored } = begun instanceof Promise ? await begun : begun;
      const seconds = readWait(prefer);
      if (seconds > 0) {
        sendHeader(context, "preference-applied", `wait=${seconds}`);
        const ended = await (settled === undefined
          ? undefined
          : waitFor(settled as Promise<Task>, seconds, runtime, () => context.req.raw.signal));
        if (ended !== undefined) return sendJson(context, refuseParked(ended, services), 200);
      }
      await stored;
      const location = `${path}/${encodeURIComponent(runId)}`;
      const live = orchestrator.getTaskStatus(runId);
      const record =
        live === undefined ? (await findTask(runId, services)).task : refuseParked(live, services);
      const status = seconds > 0 && record.finishedAt !== undefined ? 200 : 202;
      return sendJson(context, record, status, { location });
    })
    .openapi(readRoute, async (context) =>
      sendJson(context, await findTask(context.req.valid("param").id, services), 200),
    )
    .openapi(cancelRoute, async (context) => {
      const { id } = context.req.valid("param");
      await starter.opened(id);
      return sendJson(context, await cancelTask(id, services), 200);
    });
}
