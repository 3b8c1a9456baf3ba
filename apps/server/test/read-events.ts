import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { BriefEvent, ServerEvent } from "../src/api/event.ts";

/** One frame of a stream. */
export interface Frame {
  readonly id: string | undefined;
  /** `end` for the last frame of a run's stream, `comment` for a sign of life. */
  readonly kind: "event" | "end" | "comment";
  readonly event: ServerEvent | undefined;
}

/** Frame for frame what a stream of events sends; leaving the loop disconnects. */
export async function* readFrames(response: Response): AsyncGenerator<Frame, void, undefined> {
  const reader = response.body!.getReader();
  const frames: Frame[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }: EventSourceMessage) =>
      frames.push({
        id,
        kind: event === "end" ? "end" : "event",
        event: event === "end" ? undefined : (JSON.parse(data) as ServerEvent),
      }),
    onComment: () => frames.push({ id: undefined, kind: "comment", event: undefined }),
  });
  const decoder = new TextDecoder();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parser.feed(decoder.decode(part.value as Uint8Array, { stream: true }));
      yield* frames.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Everything that a stream or another iterable brings, up to its end. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** All events of a stream that ends. */
export async function readEvents(response: Response): Promise<readonly ServerEvent[]> {
  return (await collect(readFrames(response))).flatMap(({ event }) => event ?? []);
}

/** The cursors of the durable events among them. */
export function cursorsOf(events: readonly (ServerEvent | BriefEvent)[]): readonly number[] {
  return events.flatMap((event) => ("cursor" in event ? [event.cursor] : []));
}
