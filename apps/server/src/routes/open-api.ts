import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { problemSchema } from "../api/problem.ts";
import { problems } from "./problem-responses.ts";

const eventQuery = z.object({
  after: z
    .string()
    .optional()
    .openapi({ description: "The cursor after which to begin; `Last-Event-ID` goes before it." }),
  brief: z
    .enum(["true", "false"])
    .optional()
    .openapi({ description: "Tasks come without input and result." }),
  types: z
    .string()
    .optional()
    .openapi({ description: "The types of events that are wanted, with commas between." }),
});
const eventHeaders = z.object({
  "last-event-id": z
    .string()
    .optional()
    .openapi({ description: "The `id` of the last event that was received." }),
});

const stream = {
  200: {
    description:
      "Server-sent events, one JSON object a `data:` line. Durable events have their cursor as `id`; progress has none. A comment line comes every 15 seconds.",
    content: { "text/event-stream": { schema: z.string() } },
  },
  ...problems(400, 503),
};

/** The routes that answer with a stream, for which no handler of the document's own exists. */
const eventRoutes: readonly RouteConfig[] = [
  {
    method: "get",
    path: "/api/events",
    summary: "Follow everything that happens",
    description: "From now on, or from where `Last-Event-ID` or `after` says.",
    request: { query: eventQuery, headers: eventHeaders },
    responses: stream,
  },
  {
    method: "get",
    path: "/api/runs/{id}/events",
    summary: "Follow a run",
    description: "The stream ends after the run has settled.",
    request: {
      params: z.object({ id: z.string().openapi({ description: "The id of the run." }) }),
      query: eventQuery,
      headers: eventHeaders,
    },
    responses: { ...stream, ...problems(404) },
  },
];

/** The routes about the interface itself. */
const ownRoutes: readonly RouteConfig[] = [
  {
    method: "get",
    path: "/api",
    summary: "Where to begin",
    responses: {
      200: {
        description: "Where the document is that describes the interface.",
        content: { "application/json": { schema: z.object({ openapi: z.string() }) } },
      },
    },
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    responses: {
      200: {
        description: "An OpenAPI 3.1 document.",
        content: { "application/json": { schema: z.looseObject({}) } },
      },
    },
  },
];

const description = `Convoke's orchestrator over HTTP. Every refusal is a problem document (RFC 9457) with a \`code\` of a closed list;
every POST takes an \`Idempotency-Key\`. Where a token is set, every request brings it as a bearer token.
Requests may further be refused with 401, 403 or 421 (token, \`Origin\`, \`Host\`), 413 (body too large) and 429 (too many requests).`;

/** Adds the document that describes all routes of an app, and what points to it. */
export function serveOpenApi(app: OpenAPIHono, isProtected: boolean): void {
  for (const route of [...eventRoutes, ...ownRoutes]) app.openAPIRegistry.registerPath(route);
  app.openAPIRegistry.register("Problem", problemSchema);
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  let text: string | undefined;
  app.get("/api", (context) => context.json({ openapi: "/api/openapi.json" }));
  app.get("/api/openapi.json", (context) => {
    text ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: { title: "Convoke", version: "0.0.0", description },
        // Without a token nobody is asked for one.
        security: isProtected ? [{ bearer: [] }] : [{}, { bearer: [] }],
      }),
    );
    return context.body(text, 200, { "content-type": "application/json" });
  });
}
