import type { Context } from "hono";
import { ServerProblemCode } from "../api/problem.ts";
import { answerProblem, ProblemError } from "../http/problem.ts";

/** Answers what no route takes: `method_not_allowed` where another method would be taken, else `not_found`. */
export function createUnknownHandler(
  routes: readonly { readonly method: string; readonly path: string }[],
): (context: Context) => Response {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    if (method !== "ALL") methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  const patterns = Array.from(methods, ([path, allowed]) => ({
    pattern: new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+").replaceAll(".", "\\.")}$`),
    allowed: [...new Set(allowed)],
  }));
  return (context) => {
    const { path, method } = context.req;
    const shown = path.length <= 200 ? path : `${path.slice(0, 200)}…`;
    const allowed = patterns.flatMap((each) => (each.pattern.test(path) ? each.allowed : []));
    return answerProblem(
      context,
      allowed.length === 0
        ? new ProblemError(
            ServerProblemCode.NOT_FOUND,
            `There is nothing at ${shown}: GET /api/openapi.json says what there is.`,
          )
        : new ProblemError(
            ServerProblemCode.METHOD_NOT_ALLOWED,
            `${shown} does not take ${method}: use ${allowed.join(" or ")}.`,
            undefined,
            { allow: allowed.join(", ") },
          ),
    );
  };
}
