import { EventSourceParserStream } from "eventsource-parser/stream";
import type { BriefEvent } from "../../api/event.ts";
import { authorizedFetch } from "./connection.ts";

/** Which events to follow, and from where. */
export interface FollowOptions {
  readonly runId?: string;
  /** Events after this one; from now on when left out. */
  readonly after?: number;
  readonly signal: AbortSignal;
  /** The stream is open: whatever happens from here on is told. */
  onOpen?(): void;
  onEvent(event: BriefEvent): void;
}

/** Follows a stream of events once; resolves when it ends, rejects when it breaks. */
export async function followEvents({ runId, after, signal, onOpen, onEvent }: FollowOptions): Promise<void> {
  const path = runId === undefined ? "/api/events" : `/api/runs/${encodeURIComponent(runId)}/events`;
  const query = new URLSearchParams({
    brief: "true",
    ...(after === undefined ? {} : { after: String(after) }),
  });
  const response = await authorizedFetch(`${path}?${query}`, { signal });
  if (!response.ok || response.body === null)
    throw new Error(`The events cannot be followed: ${response.status}`);
  onOpen?.();
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onEvent(JSON.parse(next.value.data) as BriefEvent);
  }
}
