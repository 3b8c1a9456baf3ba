import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Context } from "hono";
import { type Problem, type RequestProblem, ServerProblemCode } from "../api/problem.ts";

type Code = Problem["code"];

const statusOfCode: { readonly [C in Code]?: number } = {
  [ErrorCode.DUPLICATE_TASK]: 409,
  [ErrorCode.CLOSED]: 503,
  [ErrorCode.STORE_FAILED]: 503,
  [ServerProblemCode.NOT_FOUND]: 404,
  [ServerProblemCode.INTERNAL]: 500,
};

/** A refusal that becomes a problem document. */
export class ProblemError extends Error {
  readonly code: Code;
  readonly problems: readonly RequestProblem[] | undefined;
  constructor(code: Code, detail: string, problems?: readonly RequestProblem[]) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}

/** Answers with an error as problem details (RFC 9457). */
export function answerProblem(context: Context, error: unknown): Response {
  const { code, detail, problems } = describe(error);
  const status = statusOfCode[code] ?? 400;
  const body: Problem = {
    type: `urn:convoke:problem:${code}`,
    title: code.replaceAll("_", " "),
    status,
    detail,
    code,
    instance: context.req.path,
    problems,
  };
  return context.body(JSON.stringify(body), status as 400, { "content-type": "application/problem+json" });
}

function describe(error: unknown): {
  code: Code;
  detail: string;
  problems?: readonly RequestProblem[] | undefined;
} {
  if (error instanceof ProblemError)
    return { code: error.code, detail: error.message, problems: error.problems };
  if (OrchestrationError.is(error)) return { code: error.code, detail: error.message };
  return {
    code: ServerProblemCode.INTERNAL,
    detail: "Something went wrong within the server; its log says what.",
  };
}
