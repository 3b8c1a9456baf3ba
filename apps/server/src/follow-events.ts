import { delay, systemRuntime } from "@convoke/core";
import type { BriefEvent, ServerEvent } from "./api/event.ts";
import { FollowError } from "./follow/follow-error.ts";
import type { FollowOptions } from "./follow/follow-options.ts";
import { openEventStream } from "./follow/open-event-stream.ts";

export { FollowError } from "./follow/follow-error.ts";
export type { FollowOptions, FollowState } from "./follow/follow-options.ts";

const firstDelayMs = 500;
const longestDelayMs = 30_000;

/**
 * The events of a server, each once and in order, over as many connections as it takes.
 *
 * A connection that breaks, or falls silent, is opened again where it ended, after a delay that doubles from 0.5 to
 * 30 s. Ends with the run when one was named. Throws a `FollowError` when the server refuses (401, 404 and the like),
 * and the signal's reason when it aborts.
 *
 * @example
 * for await (const event of followEvents({ baseUrl, runId, after: 0, brief: true })) console.log(event.type);
 */
export function followEvents(
  options: FollowOptions & { readonly brief: true },
): AsyncGenerator<BriefEvent, void, undefined>;
export function followEvents(options: FollowOptions): AsyncGenerator<ServerEvent, void, undefined>;
export async function* followEvents(
  options: FollowOptions,
): AsyncGenerator<BriefEvent | ServerEvent, void, undefined> {
  const { runtime = systemRuntime, onState = () => undefined, runId } = options;
  const signal = options.signal ?? new AbortController().signal;
  if (!URL.canParse(options.baseUrl))
    throw new FollowError(
      `followEvents: baseUrl "${options.baseUrl}" is no address; pass e.g. "http://127.0.0.1:4680"`,
    );
  let { after } = options;
  let failures = 0;
  while (true) {
    signal.throwIfAborted();
    onState({ status: "connecting" });
    let error: Error;
    try {
      for await (const frame of openEventStream(options, after, signal)) {
        if (frame.kind === "opened") {
          onState({ status: "open" });
          continue;
        }
        failures = 0;
        after = frame.cursor ?? after;
        if (frame.kind === "ended") return;
        if (frame.kind === "mark") continue;
        yield frame.event;
        if (frame.event.type === "run-settled" && frame.event.runId === runId) return;
      }
      error = new FollowError("The server closed the stream of events");
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof Error) || (thrown instanceof FollowError && thrown.isFinal)) throw thrown;
      error = thrown;
    }
    const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** failures++);
    const asked = error instanceof FollowError ? (error.retryAfterMs ?? 0) : 0;
    // Spread out, so that not all who were cut off come back at the same moment.
    const waitMs = Math.max(asked, longest * (0.5 + runtime.random() / 2));
    onState({ status: "waiting", retryAt: runtime.now() + waitMs, error });
    await delay(runtime, waitMs, signal);
  }
}
