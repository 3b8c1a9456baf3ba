import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONParsed } from "hono/utils/types";

type JsonResponse<Value, Status extends ContentfulStatusCode> = Response &
  TypedResponse<JSONParsed<Value>, Status, "json">;

/**
 * Answers with JSON as `context.json` does. Where Node's own answer has the headers already (`sendHeader`), none are gathered and
 * copied again, which costs a request more than its JSON.
 */
export function sendJson<Value extends object, Status extends ContentfulStatusCode>(
  context: Context,
  value: Value,
  status: Status,
  headers: Readonly<Record<string, string>> = {},
): JsonResponse<Value, Status> {
  const { outgoing } = (context.env ?? {}) as { outgoing?: { setHeader?: unknown } };
  const response =
    outgoing?.setHeader === undefined
      ? context.json(value, status, { ...headers })
      : new Response(JSON.stringify(value), {
          status,
          headers: { "content-type": "application/json", ...headers },
        });
  return response as JsonResponse<Value, Status>;
}
