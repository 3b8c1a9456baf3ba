import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { problemSchema } from "../api/problem.ts";

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
  for (const route of ownRoutes) app.openAPIRegistry.registerPath(route);
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
