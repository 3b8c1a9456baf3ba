import type { TaskArchive } from "@convoke/core";
import type { ProgressRecap } from "../api/event.ts";
import type { EventBatch } from "./event-batch.ts";
import type { EventHub } from "./event-hub.ts";
import { endFrame, encodeOpening, encodeRecap, type SentEvent } from "./sent-event.ts";

/** What one subscriber asks for. */
export interface StreamRequest {
  readonly runId?: string;
  /** Events after this one; from now on when left out. */
  readonly after?: number;
  readonly types?: ReadonlySet<string>;
  readonly isBrief: boolean;
  /** Of the stream of a run that has ended: nothing comes after what is kept. */
  readonly hasEnded?: boolean;
  /** Of the stream of a run: false when its events come from nowhere any more, such as when it could not begin. */
  readonly goesOn?: () => boolean;
  /** Cuts the connection; without it the stream fails. */
  readonly disconnect?: () => void;
  /** Told once, however the stream ends. */
  readonly onClosed?: () => void;
}

/** The stream of one subscriber. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  start(): void;
  /** Shows a sign of life: `caughtUp` when everything was told, else `behind`. */
  beat(caughtUp: Uint8Array, behind: Uint8Array): void;
  /** Ends the stream as one that is to be taken up again. */
  close(): void;
}

export interface StreamSource {
  readonly hub: Pick<EventHub, "cursor" | "subscribe" | "subscribeBatches" | "readAfter">;
  readonly archive: Pick<TaskArchive, "lastCursor">;
  recall(runId: string): readonly ProgressRecap[];
}

/** What may wait for a subscriber that is slow, in bytes. */
const mostWaitingBytes = 1_048_576;

/** While what is kept is replayed, no more than this waits, in bytes. */
const mostReplayedAhead = 65_536;

const pageSize = 200;

/** Events that may come while the last page is replayed; with more, the store is asked once again. */
const mostHeld = 2_000;

/** Signs of life through which something may wait: who takes nothing for a minute is gone. */
const mostBeatsBehind = 4;

/**
 * Replays what is kept and goes over to what comes, without gap or duplicate.
 *
 * What comes meanwhile is held only from the last page on; before that, the store holds it.
 */
export function createEventStream(
  { runId, types, isBrief, hasEnded, goesOn, disconnect, ...request }: StreamRequest,
  { hub, archive, recall }: StreamSource,
  onClosed: () => void,
): EventStream {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let after = request.after ?? hub.cursor;
  let isOver = false;
  let isLive = false;
  let beatsBehind = 0;
  let unsubscribe = (): void => undefined;
  let wake = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull: () => wake(),
      cancel: () => leave(),
    },
    { highWaterMark: mostWaitingBytes, size: ({ byteLength }) => byteLength },
  );
  const countWaiting = (): number => mostWaitingBytes - (controller.desiredSize ?? mostWaitingBytes);

  function leave(): void {
    if (isOver) return;
    isOver = true;
    unsubscribe();
    wake();
    onClosed();
  }

  function close(): void {
    if (isOver) return;
    controller.close();
    leave();
  }

  function cutOff(): void {
    if (isOver) return;
    leave();
    if (disconnect === undefined) controller.error(new Error("The subscriber is too slow"));
    else disconnect();
  }

  function put(frame: Uint8Array): void {
    const waiting = countWaiting();
    if (isLive && waiting > 0 && waiting + frame.byteLength > mostWaitingBytes) cutOff();
    else controller.enqueue(frame);
  }

  function deliver(sent: SentEvent): void {
    if (isOver) return;
    const { cursor, event } = sent;
    if (cursor !== undefined) {
      if (cursor <= after) return;
      after = cursor;
    }
    if (types === undefined || types.has(event.type)) put(isBrief ? sent.briefFrame : sent.frame);
    if (event.type === "run-settled" && runId !== undefined) end();
  }

  /** Of a stream that is live: all at once where nothing is left out. */
  function deliverAll(batch: EventBatch): void {
    const { events } = batch;
    const cursors = events.flatMap(({ cursor }) => cursor ?? []);
    if (types !== undefined || (cursors[0] ?? Infinity) <= after) {
      for (const sent of events) deliver(sent);
      return;
    }
    put(isBrief ? batch.briefFrame : batch.frame);
    after = cursors.at(-1) ?? after;
    if (runId !== undefined && events.some(({ event }) => event.type === "run-settled")) end();
  }

  function end(): void {
    if (isOver) return;
    controller.enqueue(endFrame);
    close();
  }

  function beat(caughtUp: Uint8Array, behind: Uint8Array): void {
    if (isLive && goesOn?.() === false) {
      close();
      return;
    }
    beatsBehind = countWaiting() > 0 ? beatsBehind + 1 : 0;
    if (beatsBehind >= mostBeatsBehind) cutOff();
    else put(isLive ? caughtUp : behind);
  }

  /** Resolves when the subscriber has taken what waits, or left. */
  async function makeRoom(): Promise<void> {
    while (!isOver && countWaiting() > mostReplayedAhead) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function catchUp(): Promise<void> {
    // A store that was begun anew counts from 1 again.
    if (after > hub.cursor && after > (await archive.lastCursor())) after = 0;
    if (isOver) return;
    put(encodeOpening(after));
    let held: SentEvent[] | undefined;
    while (after < hub.cursor || held !== undefined) {
      const published = hub.cursor;
      const page = await hub.readAfter(after, pageSize, runId);
      for (const sent of page) {
        await makeRoom();
        deliver(sent);
        if (isOver) return;
      }
      if (page.length === pageSize) continue;
      if (held !== undefined) break;
      after = Math.max(after, published);
      if (after >= hub.cursor) break;
      const holding: SentEvent[] = (held = []);
      unsubscribe = hub.subscribe((sent) => {
        if (sent.cursor !== undefined || runId === undefined) holding.push(sent);
        if (holding.length <= mostHeld) return;
        unsubscribe();
        held = undefined;
      }, runId);
    }
    unsubscribe();
    goLive(held ?? []);
  }

  function goLive(held: readonly SentEvent[]): void {
    for (const sent of held) deliver(sent);
    if (isOver) return;
    if (hasEnded === true) {
      end();
      return;
    }
    if (runId !== undefined && (types === undefined || types.has("task-progress")))
      for (const recap of recall(runId)) put(encodeRecap(recap));
    isLive = true;
    unsubscribe = hub.subscribeBatches(deliverAll, runId);
    if (goesOn?.() === false) close();
  }

  return { body, start: () => void catchUp().catch(cutOff), beat, close };
}
