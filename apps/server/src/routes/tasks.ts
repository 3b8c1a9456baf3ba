import { createRoute, z } from "@hono/zod-openapi";
import type { TaskSpec } from "@convoke/core";
import { taskSpecSchema } from "../api/plan.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { taskDetailSchema, taskSchema } from "../api/task.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { createRouter, json, problemResponse } from "./create-router.ts";

// Keys of tasks hold slashes.
const params = z.object({ id: z.string().min(1) });

const startRoute = createRoute({
  method: "post",
  path: "/api/tasks",
  request: { body: { content: { "application/json": { schema: taskSpecSchema } }, required: true } },
  responses: {
    200: json(taskSchema, "The settled task."),
    202: json(taskSchema, "The task, accepted."),
    400: problemResponse,
  },
});

const readRoute = createRoute({
  method: "get",
  path: "/api/tasks/{id}",
  request: { params },
  responses: { 200: json(taskDetailSchema, "The task."), 404: problemResponse },
});

const cancelRoute = createRoute({
  method: "delete",
  path: "/api/tasks/{id}",
  request: { params },
  responses: { 200: json(taskDetailSchema, "The task, cancelled."), 404: problemResponse },
});

/** Single tasks: started, read, cancelled. Ids with slashes are written with %2F. */
export function taskRoutes({ orchestrator, approvals }: Services) {
  return createRouter()
    .openapi(startRoute, async (context) => {
      const { taskId, settled } = orchestrator.startTask(context.req.valid("json") as TaskSpec);
      const waits = /\bwait=\d/.test(context.req.header("prefer") ?? "");
      if (waits) return context.json(await settled, 200);
      const task = orchestrator.getTaskStatus(taskId) ?? (await settled);
      return context.json(task, 202, { location: `/api/tasks/${encodeURIComponent(taskId)}` });
    })
    .openapi(readRoute, async (context) => context.json(await find(context.req.valid("param").id), 200))
    .openapi(cancelRoute, async (context) => {
      const { id } = context.req.valid("param");
      await find(id);
      await orchestrator.cancel(id);
      return context.json(await find(id), 200);
    });

  async function find(id: string) {
    const task = await orchestrator.findTask(id);
    if (task === undefined) throw new ProblemError(ServerProblemCode.NOT_FOUND, `There is no task "${id}".`);
    const waitingFor = approvals
      .list()
      .filter(({ taskId }) => taskId === id)
      .map(({ key }) => key);
    return { task, failedAttempts: [], waitingFor };
  }
}
