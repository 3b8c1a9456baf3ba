import type { SentEvent } from "./sent-event.ts";

/** Events of one run that came at once: a stream that wants all of them writes them at once. */
export interface EventBatch {
  readonly runId: string;
  readonly events: readonly SentEvent[];
  /** The bytes of all, made when first asked for and shared by all streams. */
  readonly frame: Uint8Array;
  readonly briefFrame: Uint8Array;
}

function createBatch(runId: string, events: readonly SentEvent[]): EventBatch {
  let frame: Uint8Array | undefined;
  let briefFrame: Uint8Array | undefined;
  return {
    runId,
    events,
    get frame() {
      return (frame ??= join(events.map((sent) => sent.frame)));
    },
    get briefFrame() {
      return (briefFrame ??= join(events.map((sent) => sent.briefFrame)));
    },
  };
}

/** Puts events of the same run that follow one another into one batch. */
export function groupByRun(events: readonly SentEvent[]): readonly EventBatch[] {
  const batches: EventBatch[] = [];
  for (let start = 0; start < events.length;) {
    const { runId } = events[start]!.event;
    let end = start + 1;
    while (end < events.length && events[end]!.event.runId === runId) end++;
    batches.push(createBatch(runId, events.slice(start, end)));
    start = end;
  }
  return batches;
}

function join(frames: readonly Uint8Array[]): Uint8Array {
  return frames.length === 1 ? frames[0]! : Buffer.concat(frames);
}
