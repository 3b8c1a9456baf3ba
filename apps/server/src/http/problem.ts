import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Context } from "hono";
import { type Problem, type RequestProblem, ServerProblemCode } from "../api/problem.ts";

type Code = Problem["code"];

/** The status of each problem; a code that only tasks carry is answered as what it is when a route refuses with it. */
const statusOfCode: { readonly [C in Code]: number } = {
  [ErrorCode.INVALID_ARGUMENT]: 400,
  [ErrorCode.INVALID_INPUT]: 400,
  [ErrorCode.NOT_SERIALIZABLE]: 400,
  [ErrorCode.UNKNOWN_DEPENDENCY]: 400,
  [ErrorCode.UNRESOLVED_REFERENCE]: 400,
  [ErrorCode.CYCLE]: 400,
  [ErrorCode.DUPLICATE_AGENT]: 409,
  [ErrorCode.DUPLICATE_TASK]: 409,
  [ErrorCode.LEASE_LOST]: 409,
  [ErrorCode.CANCELLED]: 409,
  [ErrorCode.SKIPPED]: 409,
  [ErrorCode.NON_DETERMINISTIC]: 409,
  [ErrorCode.NOT_REGISTERED]: 422,
  [ErrorCode.BUDGET_EXCEEDED]: 422,
  [ErrorCode.DEPENDENCY_FAILED]: 422,
  [ErrorCode.QUORUM_NOT_REACHED]: 422,
  [ErrorCode.AGENT_FAILED]: 502,
  [ErrorCode.INVALID_OUTPUT]: 502,
  [ErrorCode.AGENT_UNAVAILABLE]: 503,
  [ErrorCode.CRASH_LOOP]: 502,
  [ErrorCode.WORKER_LOST]: 502,
  [ErrorCode.STORE_FAILED]: 503,
  [ErrorCode.CLOSED]: 503,
  [ErrorCode.TIMEOUT]: 504,
  [ServerProblemCode.MALFORMED_REQUEST]: 400,
  [ServerProblemCode.UNAUTHORIZED]: 401,
  [ServerProblemCode.FOREIGN_ORIGIN]: 403,
  [ServerProblemCode.NOT_FOUND]: 404,
  [ServerProblemCode.METHOD_NOT_ALLOWED]: 405,
  [ServerProblemCode.ALREADY_ANSWERED]: 409,
  [ServerProblemCode.BODY_TOO_LARGE]: 413,
  [ServerProblemCode.UNSUPPORTED_MEDIA_TYPE]: 415,
  [ServerProblemCode.FOREIGN_HOST]: 421,
  [ServerProblemCode.IDEMPOTENCY_KEY_REUSED]: 422,
  [ServerProblemCode.RATE_LIMITED]: 429,
  [ServerProblemCode.TOO_MANY_RUNS]: 429,
  [ServerProblemCode.TOO_MANY_SUBSCRIBERS]: 503,
  [ServerProblemCode.SHUTTING_DOWN]: 503,
  [ServerProblemCode.INTERNAL]: 500,
};

/** The HTTP status that a code is answered with. */
export function statusOf(code: Code): number {
  return statusOfCode[code];
}

/** A refusal that becomes a problem document. */
export class ProblemError extends Error {
  readonly code: Code;
  readonly problems: readonly RequestProblem[] | undefined;
  /** Sent with the answer, e.g. `{ "retry-after": "2" }`. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  constructor(
    code: Code,
    detail: string,
    problems?: readonly RequestProblem[],
    headers?: Readonly<Record<string, string>>,
  ) {
    super(detail);
    this.code = code;
    this.problems = problems;
    this.headers = headers;
  }
}

/** Answers with an error as problem details (RFC 9457). */
export function answerProblem(context: Context, error: unknown): Response {
  const { code, detail, problems } = describe(error);
  const status = statusOf(code);
  const body: Problem = {
    type: `urn:convoke:problem:${code}`,
    title: code.replaceAll("_", " "),
    status,
    detail,
    code,
    instance: context.req.path,
    problems,
  };
  const headers = error instanceof ProblemError ? error.headers : undefined;
  return context.body(JSON.stringify(body), status as 400, {
    ...headers,
    "content-type": "application/problem+json",
  });
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
