import { OrchestrationError } from "@convoke/core";
import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import type { Logger } from "pino";
import { ServerProblemCode } from "../api/problem.ts";
import { createMethodFinder } from "./allowed-methods.ts";
import { answerProblem, ProblemError, statusOf } from "./problem.ts";

/** Answers whatever a route throws as a problem; what nobody expected is logged with its cause, and its message goes nowhere else. */
export function createErrorHandler(logger: Logger): ErrorHandler {
  return (error, context) => {
    if (error instanceof ProblemError) return answerProblem(context, error);
    if (isCutOff(error)) {
      const detail = "The connection ended before the whole body had come.";
      return answerProblem(context, new ProblemError(ServerProblemCode.MALFORMED_REQUEST, detail));
    }
    const isExpected = OrchestrationError.is(error) && statusOf(error.code) < 500;
    if (!isExpected)
      logger.error({ err: error, method: context.req.method, path: context.req.path }, "request failed");
    return answerProblem(context, error);
  };
}

/** What Node says of a body whose sender has left: nothing is wrong with the server. */
function isCutOff(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === "ECONNRESET" && message === "aborted";
}

/** Answers for paths where there is nothing, and with 405 for methods that a path does not take. */
export function createNotFoundHandler(app: Parameters<typeof createMethodFinder>[0]): NotFoundHandler {
  const findMethods = createMethodFinder(app);
  return (context: Context) => {
    const { method, path } = context.req;
    const allowed = findMethods(path);
    const error =
      allowed.length === 0 || allowed.includes(method)
        ? new ProblemError(ServerProblemCode.NOT_FOUND, `There is nothing at ${path.slice(0, 500)}.`)
        : new ProblemError(
            ServerProblemCode.METHOD_NOT_ALLOWED,
            `${path.slice(0, 500)} does not take ${method}: use ${allowed.join(" or ")}.`,
            undefined,
            { allow: allowed.join(", ") },
          );
    return answerProblem(context, error);
  };
}
