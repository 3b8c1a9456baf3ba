import { z } from "@hono/zod-openapi";
import { ErrorCode } from "@convoke/core";

/** The closed list of problems that the server adds to the codes of `@convoke/core`. */
export const ServerProblemCode = {
  /** The body is no JSON, or something in the request does not have the shape that is asked for; see `problems`. */
  MALFORMED_REQUEST: "malformed_request",
  /** Neither the store nor this process knows what is asked for. */
  NOT_FOUND: "not_found",
  METHOD_NOT_ALLOWED: "method_not_allowed",
  /** The bearer token is missing or another one. */
  UNAUTHORIZED: "unauthorized",
  /** The `Host` header names another server than this one. */
  FOREIGN_HOST: "foreign_host",
  /** The `Origin` header names another site than this one. */
  FOREIGN_ORIGIN: "foreign_origin",
  BODY_TOO_LARGE: "body_too_large",
  UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
  RATE_LIMITED: "rate_limited",
  TOO_MANY_RUNS: "too_many_runs",
  TOO_MANY_SUBSCRIBERS: "too_many_subscribers",
  /** An `Idempotency-Key` came with another request than before. */
  IDEMPOTENCY_KEY_REUSED: "idempotency_key_reused",
  /** A question was answered before, with something else. */
  ALREADY_ANSWERED: "already_answered",
  /** The server is stopping. */
  SHUTTING_DOWN: "shutting_down",
  INTERNAL: "internal",
} as const;

export type ServerProblemCode = (typeof ServerProblemCode)[keyof typeof ServerProblemCode];

export const problemCodes = [...Object.values(ErrorCode), ...Object.values(ServerProblemCode)] as const;

/** One thing that is wrong with a request, and where. */
const requestProblemSchema = z.object({
  /** e.g. `body.plan.tasks.0.description`, `query.status`, `header.Idempotency-Key` */
  path: z.string(),
  message: z.string(),
});

/** Problem details, RFC 9457, as `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: "urn:convoke:problem:not_found" }),
    title: z.string(),
    status: z.int(),
    /** What happened, which, and what to do about it. */
    detail: z.string(),
    code: z.enum(problemCodes),
    /** The path of the request. */
    instance: z.string().optional(),
    /** Everything that is wrong with the request, at once. */
    problems: z.array(requestProblemSchema).readonly().optional(),
  })
  .openapi("Problem");

export type Problem = Readonly<z.infer<typeof problemSchema>>;
export type RequestProblem = Readonly<z.infer<typeof requestProblemSchema>>;
