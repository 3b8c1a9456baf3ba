import type { BriefEvent, ProgressRecap, ServerEvent } from "../api/event.ts";

/** What happens, as it is told by the orchestrator or kept by the store. */
type ToldEvent = Exclude<ServerEvent, ProgressRecap>;

/** An event as it is sent: its text and its bytes, made when first asked for and shared by all subscribers. */
export interface SentEvent {
  readonly event: ToldEvent;
  /** Absent on events that are not kept. */
  readonly cursor: number | undefined;
  /** The JSON of the event. */
  readonly text: string;
  /** The JSON with tasks without input and result. */
  readonly brief: string;
  /** The event as a server-sent one. */
  readonly frame: Uint8Array;
  readonly briefFrame: Uint8Array;
}

const encoder = new TextEncoder();

export function describeEvent(event: ToldEvent): SentEvent {
  const cursor = "cursor" in event ? event.cursor : undefined;
  let text: string | undefined;
  let brief: string | undefined;
  let frame: Uint8Array | undefined;
  let briefFrame: Uint8Array | undefined;
  const isBriefAnyway = !("task" in event);
  return {
    event,
    cursor,
    get text() {
      return (text ??= stringify(event));
    },
    get brief() {
      return isBriefAnyway ? this.text : (brief ??= JSON.stringify(leaveOutValues(event)));
    },
    get frame() {
      return (frame ??= encodeFrame(cursor, this.text));
    },
    get briefFrame() {
      return isBriefAnyway ? this.frame : (briefFrame ??= encodeFrame(cursor, this.brief));
    },
  };
}

export function encodeRecap(recap: ProgressRecap): Uint8Array {
  return encodeFrame(undefined, JSON.stringify(recap));
}

/** What a stream begins with: how long a browser waits before it comes back, and where it goes on then. */
export function encodeOpening(cursor: number): Uint8Array {
  return encoder.encode(`retry: 1000\nid: ${cursor}\n\n`);
}

/** A sign of life; to a stream that has been told everything, it says up to where. */
export function encodeHeartbeat(cursor: number | undefined): Uint8Array {
  return encoder.encode(cursor === undefined ? ":\n\n" : `:\nid: ${cursor}\n\n`);
}

/** Tells that a stream has ended, and did not break. */
export const endFrame = encoder.encode("event: end\ndata: {}\n\n");

// JSON has no line breaks of its own, so that one `data:` line holds it.
function encodeFrame(cursor: number | undefined, json: string): Uint8Array {
  return encoder.encode(cursor === undefined ? `data: ${json}\n\n` : `id: ${cursor}\ndata: ${json}\n\n`);
}

/** Progress is whatever an agent reports: what JSON cannot hold must not keep the rest from being told. */
function stringify(event: ToldEvent): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    if (event.type !== "task-progress") throw error;
    const { fraction, message } = event.progress;
    return JSON.stringify({ ...event, progress: { fraction: Number(fraction), message: String(message) } });
  }
}

function leaveOutValues(event: ToldEvent): BriefEvent {
  if (!("task" in event)) return event;
  const { input: _input, result: _result, ...task } = event.task;
  return { ...event, task };
}
