import { describe, expect, test } from "vitest";
import type { OrchestrationEvent } from "./event.ts";
import { EventStream } from "./event-stream.ts";

function createEvent(message: string): OrchestrationEvent {
  return { type: "task-progress", runId: "r", taskId: "r", at: 0, progress: { message } };
}

const noop = (): undefined => undefined;

describe("EventStream", () => {
  test("is active only while somebody listens, so that publishers need not make events for nobody", () => {
    const stream = new EventStream();
    const stops = [1, 2].map(() => stream.subscribe(() => undefined));
    expect(stream.active).toBe(true);
    for (const stop of stops) stop();
    expect(stream.active).toBe(false);
    stops[0]();
    expect(stream.active).toBe(false);
  });

  test("hands on what a listener publishes after the event at hand, in one order for all", () => {
    const stream = new EventStream();
    const seen: string[] = [];
    const note = (who: string) => (event: OrchestrationEvent) => {
      if (event.type !== "task-progress") return;
      seen.push(`${who} ${event.progress.message}`);
      if (who === "first" && event.progress.message === "one") stream.publish(createEvent("two"));
    };
    stream.subscribe(note("first"));
    stream.subscribe(note("second"));
    stream.publish(createEvent("one"));
    expect(seen).toEqual(["first one", "second one", "first two", "second two"]);
  });

  test("goes on for the others when a subscriber throws, and does not ask it again", async () => {
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const stream = new EventStream();
    const seen: string[] = [];
    let asked = 0;
    stream.add({
      offer() {
        asked++;
        throw new Error("broken sink");
      },
    });
    stream.subscribe(
      (event) => void seen.push(event.type === "task-progress" ? `${event.progress.message}` : ""),
    );
    stream.publish(createEvent("one"));
    stream.publish(createEvent("two"));
    expect({ seen, asked }).toEqual({ seen: ["one", "two"], asked: 1 });
    expect((await warned).message).toContain("broken sink");
  });

  test.each<[string, readonly unknown[], string]>([
    ["no listener", [undefined], "subscribe: the listener must be a function (event) => …, not undefined"],
    ["no filter", [noop, null], "subscribe: the filter must be an object { runId, types }, not null"],
    [
      "a set of types",
      [noop, { types: new Set(["task-settled"]) }],
      'types must be a list of event types, e.g. ["task-settled"], not an object',
    ],
    ["types that are null", [noop, { types: null }], "types must be a list of event types"],
    ["an unknown type", [noop, { types: ["task-setled"] }], 'no event type "task-setled": use run-started'],
    ["an unknown part", [noop, { type: ["task-settled"] }], 'Did you mean "types"?'],
    ["a run that is no text", [noop, { runId: 3 }], "runId 3 must be a non-empty string"],
    ["an empty buffer", [noop, {}, { bufferSize: 0 }], "bufferSize 0 must be a whole number from 1"],
    ["a buffer of text", [noop, {}, { bufferSize: "9" }], 'bufferSize "9" must be'],
    ["an unknown option", [noop, {}, { buffer: 9 }], 'subscribe: unknown option "buffer": use bufferSize.'],
    ["no options", [noop, {}, null], "the options must be an object { bufferSize }, not null"],
  ])("refuses %s before anything is published", (_, given, message) => {
    const stream = new EventStream();
    const subscribe = stream.subscribe.bind(stream) as (...given: readonly unknown[]) => unknown;
    expect(() => subscribe(...given)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
    expect(stream.active).toBe(false);
  });

  test("keeps to the filter it was given, whatever becomes of it", () => {
    const stream = new EventStream();
    const types: OrchestrationEvent["type"][] = ["task-progress"];
    let seen = 0;
    stream.subscribe(() => void seen++, { types });
    types.length = 0;
    stream.publish(createEvent("one"));
    expect(seen).toBe(1);
  });

  test("counts cursors from 1", () => {
    const stream = new EventStream();
    expect([stream.nextCursor(), stream.nextCursor()]).toEqual([1, 2]);
  });
});
