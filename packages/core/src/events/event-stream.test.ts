import { describe, expect, test } from "vitest";
import type { OrchestrationEvent } from "./event.ts";
import { EventStream } from "./event-stream.ts";

function createEvent(message: string): OrchestrationEvent {
  return { type: "task-progress", runId: "r", taskId: "r", at: 0, progress: { message } };
}

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

  test("counts cursors from 1", () => {
    const stream = new EventStream();
    expect([stream.nextCursor(), stream.nextCursor()]).toEqual([1, 2]);
  });
});
