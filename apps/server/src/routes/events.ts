import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { eventHeadersSchema, eventQuerySchema } from "../api/event-query.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { createSubscriberLimit } from "../events/subscriber-limit.ts";
import { isLoopback } from "../http/loopback.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { createRouter } from "./create-router.ts";
import { problems } from "./problem-responses.ts";

const eventsResponse = {
  content: { "text/event-stream": { schema: z.string() } },
  description:
    "Server-sent events; each `data:` line is one event as JSON, durable ones have their cursor as `id:`.",
};

const allRoute = createRoute({
  method: "get",
  path: "/api/events",
  summary: "Follow everything that happens",
  request: { query: eventQuerySchema, headers: eventHeadersSchema },
  responses: { 200: eventsResponse, ...problems(400, 503) },
});

const runRoute = createRoute({
  method: "get",
  path: "/api/runs/{id}/events",
  summary: "Follow a run",
  request: {
    params: z.object({ id: z.string().min(1) }),
    query: eventQuerySchema,
    headers: eventHeadersSchema,
  },
  responses: { 200: eventsResponse, ...problems(400, 404, 503) },
});

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // Proxies that gather what they pass on would hold events back.
  "x-accel-buffering": "no",
};

/** When a subscriber who was refused should come again, in seconds. */
const retryAfter = { "retry-after": "5" };

type Asked = z.infer<typeof eventQuerySchema> & z.infer<typeof eventHeadersSchema>;

/** Streams of events, server-sent; they go on where `Last-Event-ID` or `?after=` says, from now on without. */
export function eventRoutes({ events, store, runLimit, configuration, stopping }: Services) {
  const limit = createSubscriberLimit(configuration.maxSubscribers);
  stopping.addEventListener("abort", () => events.close(), { once: true });
  return createRouter()
    .openapi(allRoute, (context) =>
      open(context, { ...context.req.valid("query"), ...context.req.valid("header") }),
    )
    .openapi(runRoute, async (context) => {
      const { id } = context.req.valid("param");
      const asked = { ...context.req.valid("query"), ...context.req.valid("header") };
      if (runLimit.has(id)) return open(context, asked, { runId: id, goesOn: () => runLimit.has(id) });
      const run = await store.findRun(id);
      if (run !== undefined) return open(context, asked, { runId: id, hasEnded: run.status !== "running" });
      throw new ProblemError(
        ServerProblemCode.NOT_FOUND,
        `There is no run "${id.slice(0, 200)}": it may have been dropped by retention.`,
      );
    });

  function open(
    context: Context,
    { after, brief, types, "last-event-id": lastId }: Asked,
    run: { readonly runId?: string; readonly hasEnded?: boolean; readonly goesOn?: () => boolean } = {},
  ): Response {
    if (stopping.aborted)
      throw new ProblemError(
        ServerProblemCode.SHUTTING_DOWN,
        "The server is stopping: come again when it is back.",
        undefined,
        retryAfter,
      );
    // Nobody would read a stream that is asked for its headers only.
    if (context.req.method === "HEAD") return context.body(null, 200, headers);
    const { outgoing, address } = describeConnection(context);
    const onClosed = limit.take(address);
    if (onClosed === undefined)
      throw new ProblemError(
        ServerProblemCode.TOO_MANY_SUBSCRIBERS,
        `As many streams of events are open as this server, or your address, may have: close some, or raise CONVOKE_MAX_SUBSCRIBERS (${configuration.maxSubscribers}).`,
        undefined,
        retryAfter,
      );
    const from = lastId === undefined || lastId === "" ? after : lastId;
    const body = events.openStream({
      ...run,
      after: from === undefined || from === "" ? undefined : Number(from),
      types: types === undefined ? undefined : new Set(types.split(",")),
      isBrief: brief === "true",
      disconnect: outgoing && (() => outgoing.destroy()),
      onClosed,
    });
    return context.body(body, 200, headers);
  }
}

/** What is known of the other side; nothing where there is no port. */
function describeConnection({ env }: Context): {
  readonly outgoing?: { destroy(): void };
  readonly address?: string;
} {
  const { incoming, outgoing } = (env ?? {}) as {
    incoming?: { readonly socket?: { readonly remoteAddress?: string } };
    outgoing?: { destroy(): void };
  };
  const address = incoming?.socket?.remoteAddress?.replace(/^::ffff:/, "");
  return { outgoing, address: address === undefined || isLoopback(address) ? undefined : address };
}
