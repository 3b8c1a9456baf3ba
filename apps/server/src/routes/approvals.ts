import { createRoute } from "@hono/zod-openapi";
import { answeredSchema, answerRequestSchema, approvalListSchema } from "../api/approval.ts";
import type { Services } from "../services.ts";
import { answerQuestion } from "./answer-question.ts";
import { writeCanonical } from "./canonical-text.ts";
import { createRouter, headersOf, json, withHeaders } from "./create-router.ts";
import { type KeyLedger, repeatableHeaders } from "./idempotency.ts";
import { problems } from "./problem-responses.ts";

const path = "/api/approvals";

const listRoute = createRoute({
  method: "get",
  path,
  summary: "List open questions",
  responses: { 200: json(approvalListSchema, "The questions that are open.") },
});

const answerRoute = createRoute(
  withHeaders(
    {
      method: "post",
      path,
      summary: "Answer a question",
      description: "The first answer stays; giving the same one again does no harm.",
      request: {
        body: { content: { "application/json": { schema: answerRequestSchema } }, required: true },
      },
      responses: {
        200: json(answeredSchema, "The answer was taken."),
        ...problems(400, 404, 409, 415, 422, 503),
      },
    },
    repeatableHeaders,
  ),
);

/** Questions to people: listed, answered. */
export function approvalRoutes(services: Services, ledger: KeyLedger) {
  return createRouter()
    .openapi(listRoute, (context) => context.json({ items: services.approvals.list() }, 200))
    .openapi(answerRoute, async (context) => {
      const answer = context.req.valid("json");
      ledger.note(path, headersOf(context, repeatableHeaders)["idempotency-key"], writeCanonical(answer));
      await answerQuestion(answer, services);
      return context.json({ taskId: answer.taskId, key: answer.key }, 200);
    });
}
