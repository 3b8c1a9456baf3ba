import { systemRuntime } from "@convoke/core";
import { createParser } from "eventsource-parser";
import type { ServerEvent } from "../api/event.ts";
import type { Problem } from "../api/problem.ts";
import { FollowError } from "./follow-error.ts";
import type { FollowOptions } from "./follow-options.ts";

/** What one connection tells, in order. */
export type StreamFrame =
  | { readonly kind: "opened"; readonly cursor?: undefined }
  /** Everything up to here was told, whether or not it was asked for. */
  | { readonly kind: "mark"; readonly cursor: number }
  | { readonly kind: "event"; readonly cursor: number | undefined; readonly event: ServerEvent }
  | { readonly kind: "ended"; readonly cursor?: undefined };

/** Three heartbeats of the server. */
const longestSilenceMs = 45_000;

/** The longest event that is taken: results of tasks are within. */
const longestEventCharacters = 64 * 1024 * 1024;

const longestProblemCharacters = 100_000;

/** Opens one connection and reads it up to its end; throws a `FollowError` when it is refused, broken or silent. */
export async function* openEventStream(
  options: FollowOptions,
  after: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<StreamFrame, void, undefined> {
  const { token, runtime = systemRuntime, fetch = globalThis.fetch } = options;
  const closing = new AbortController();
  let heardAt = runtime.now();
  let stopWatching = (): void => undefined;
  const watch = (): void => {
    const silentMs = runtime.now() - heardAt;
    if (silentMs >= longestSilenceMs) closing.abort(new FollowError("The server fell silent"));
    else stopWatching = runtime.schedule(watch, longestSilenceMs - silentMs, { inBackground: true });
  };
  watch();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    const response = await fetch(createAddress(options, after), {
      headers: {
        accept: "text/event-stream",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      cache: "no-store",
      signal: AbortSignal.any([signal, closing.signal]),
    });
    await refuseUnlessEvents(response);
    reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
    if (reader === undefined) return;
    yield { kind: "opened" };
    const frames: StreamFrame[] = [];
    const parser = createFrameParser(frames);
    const decoder = new TextDecoder();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heardAt = runtime.now();
      parser.feed(decoder.decode(part.value, { stream: true }));
      yield* frames.splice(0);
      // Whoever takes the events may have been slow: that is not the server's silence.
      heardAt = runtime.now();
    }
  } finally {
    stopWatching();
    closing.abort();
    reader?.cancel().catch(() => undefined);
  }
}

function createAddress(
  { baseUrl, runId, types, brief = false }: FollowOptions,
  after: number | undefined,
): string {
  const path = runId === undefined ? "/api/events" : `/api/runs/${encodeURIComponent(runId)}/events`;
  const query = new URLSearchParams();
  if (after !== undefined) query.set("after", String(after));
  if (brief) query.set("brief", "true");
  if (types !== undefined) query.set("types", types.join(","));
  return `${baseUrl.replace(/\/$/, "")}${path}?${query}`;
}

function createFrameParser(frames: StreamFrame[]) {
  return createParser({
    maxBufferSize: longestEventCharacters,
    onId: (id) => {
      if (/^\d+$/.test(id)) frames.push({ kind: "mark", cursor: Number(id) });
    },
    onEvent({ event, id, data }) {
      if (event === "end") frames.push({ kind: "ended" });
      else if (event === undefined || event === "message") {
        frames.push({
          kind: "event",
          cursor: id === undefined ? undefined : Number(id),
          event: JSON.parse(data) as ServerEvent,
        });
      }
    },
    onError(error) {
      // A field that is not known is to be ignored; what is too long cannot be.
      if (error.type === "max-buffer-size-exceeded") throw error;
    },
  });
}

async function refuseUnlessEvents(response: Response): Promise<void> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (response.ok && type.startsWith("text/event-stream")) return;
  const text = (await response.text().catch(() => "")).slice(0, longestProblemCharacters);
  const problem = type.startsWith("application/problem+json") ? readProblem(text) : undefined;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  throw new FollowError(
    problem?.detail ??
      (response.ok
        ? `The address answers with "${type}", not with events: is it a Convoke server?`
        : `The server refused to send events: ${status}`),
    { status, problem, retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined },
  );
}

function readProblem(text: string): Problem | undefined {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return undefined;
  }
}
