import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { SentEvent } from "../events/event-hub.ts";
import type { Services } from "../services.ts";
import { createRouter } from "./create-router.ts";

const pageSize = 500;

/** Streams of events, server-sent; they go on where `Last-Event-ID` or `?after=` says, from now on without. */
export function eventRoutes({ events }: Services) {
  return createRouter()
    .get("/api/events", (context) => stream(context, undefined))
    .get("/api/runs/:id/events", (context) => stream(context, context.req.param("id")));

  function stream(context: Context, runId: string | undefined): Response {
    const given = context.req.header("last-event-id") ?? context.req.query("after");
    const isBrief = context.req.query("brief") === "true";
    let after = given === undefined ? events.cursor : Number(given);
    return streamSSE(context, async (sse) => {
      const waiting: SentEvent[] = [];
      let wake = (): void => undefined;
      const stop = events.subscribe((sent) => {
        if (runId !== undefined && sent.event.runId !== runId) return;
        waiting.push(sent);
        wake();
      });
      sse.onAbort(() => {
        stop();
        wake();
      });
      const send = (sent: SentEvent): Promise<void> =>
        sse.writeSSE({
          id: sent.cursor === undefined ? undefined : String(sent.cursor),
          data: isBrief ? sent.brief : sent.text,
        });
      for (let page = await events.readAfter(after, pageSize, runId); page.length > 0;) {
        for (const sent of page) await send(sent);
        after = page.at(-1)?.cursor ?? after;
        page = page.length < pageSize ? [] : await events.readAfter(after, pageSize, runId);
      }
      while (!sse.aborted) {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          if (next.cursor === undefined || next.cursor > after) await send(next);
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (sse.aborted || waiting.length > 0) resolve();
        });
      }
    });
  }
}
