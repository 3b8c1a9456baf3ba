import { delay, type Runtime } from "@convoke/core";
import type { BriefEvent } from "../../../../api/event.ts";
import type { RunDetail } from "../../../../api/run.ts";
import { applyEvents } from "./apply-events.ts";
import { createPicture, type RunPicture } from "./run-picture.ts";

/** What following a run needs from outside. */
export interface FollowRunOptions {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Asks for a snapshot; rejects with an error for which `isFinal` is true when asking again is of no use. */
  takeSnapshot(signal: AbortSignal): Promise<RunDetail>;
  isFinal(error: Error): boolean;
  /** The events of the run after a cursor, to its end. */
  follow(after: number, signal: AbortSignal): AsyncIterable<BriefEvent>;
  /** Resolves when the next batch may be shown. */
  nextFrame(signal: AbortSignal): Promise<void>;
  onPicture(picture: RunPicture): void;
  onError(error: Error | undefined): void;
}

const firstDelayMs = 500;
const longestDelayMs = 10_000;

/**
 * Shows a run and goes on showing it until it has ended, or `signal` aborts.
 *
 * First a snapshot; then the whole stream of the run, whose beginning only adds what snapshots do not hold; then, when
 * the run has settled or events were dropped, another snapshot.
 */
export async function followRun(options: FollowRunOptions): Promise<void> {
  const { signal, follow, nextFrame, onPicture, onError } = options;
  let picture = createPicture(await insist(options));
  onError(undefined);
  onPicture(picture);
  const waiting: BriefEvent[] = [];
  let flushing: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    await nextFrame(signal);
    picture = applyEvents(picture, waiting.splice(0));
    flushing = undefined;
    onPicture(picture);
    if (!picture.isStale) return;
    // Whatever comes meanwhile waits for the new snapshot, and what it contains already changes nothing.
    picture = createPicture(await insist(options), picture);
    onPicture(picture);
  };
  let lastFlush: Promise<void> = Promise.resolve();
  for await (const event of follow(picture.seen, signal)) {
    waiting.push(event);
    if (flushing !== undefined) continue;
    flushing = lastFlush = lastFlush.then(flush);
    lastFlush.catch((error: Error) => signal.aborted || onError(error));
  }
  await lastFlush;
  if (!picture.hasSettled) return;
  picture = createPicture(await insist(options), picture);
  onPicture(picture);
}

/** A snapshot, asked for until it comes or is refused for good. */
async function insist({
  takeSnapshot,
  isFinal,
  onError,
  runtime,
  signal,
}: FollowRunOptions): Promise<RunDetail> {
  for (let pauseMs = firstDelayMs; ; pauseMs = Math.min(pauseMs * 2, longestDelayMs)) {
    signal.throwIfAborted();
    try {
      return await takeSnapshot(signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (isFinal(error)) throw error;
      onError(error);
      await delay(runtime, pauseMs, signal);
    }
  }
}
