import { createRoute, z } from "@hono/zod-openapi";
import { answerRequestSchema, approvalListSchema } from "../api/approval.ts";
import type { Services } from "../services.ts";
import { createRouter, json, problemResponse } from "./create-router.ts";

const listRoute = createRoute({
  method: "get",
  path: "/api/approvals",
  responses: { 200: json(approvalListSchema, "The questions that are open.") },
});
const answerRoute = createRoute({
  method: "post",
  path: "/api/approvals",
  request: { body: { content: { "application/json": { schema: answerRequestSchema } }, required: true } },
  responses: {
    200: json(z.object({ taskId: z.string(), key: z.string() }), "The answer was taken."),
    404: problemResponse,
  },
});

/** Questions to people: listed, answered. */
export function approvalRoutes({ approvals, orchestrator }: Services) {
  return createRouter()
    .openapi(listRoute, (context) => context.json({ items: approvals.list() }, 200))
    .openapi(answerRoute, async (context) => {
      const { taskId, key, value } = context.req.valid("json");
      await orchestrator.answer(taskId, key, value);
      return context.json({ taskId, key }, 200);
    });
}
