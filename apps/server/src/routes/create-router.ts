import { OpenAPIHono } from "@hono/zod-openapi";
import { problemSchema, ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";

/** A router whose requests are checked by their schemas; everything that is wrong is told at once, with its path. */
export function createRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook(result) {
      if (result.success) return;
      const problems = result.error.issues.map(({ path, message }) => ({
        path: [result.target, ...path].join("."),
        message,
      }));
      throw new ProblemError(
        ServerProblemCode.MALFORMED_REQUEST,
        `The request has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}: see "problems".`,
        problems,
      );
    },
  });
}

/** A JSON response of a route. */
export function json<Schema>(schema: Schema, description: string) {
  return { content: { "application/json": { schema } }, description };
}

/** The response of every route that refuses. */
export const problemResponse = {
  content: { "application/problem+json": { schema: problemSchema } },
  description: "A problem, with a code of a closed list.",
};
