import { describe, expect, test } from "vitest";
import { recordEvents, type EventSource } from "./event-recorder.ts";

type TestEvent =
  | { readonly type: "started"; readonly at: number }
  | { readonly type: "ended"; readonly result: string };

function createSource(): EventSource<TestEvent> & {
  emit(event: TestEvent): void;
  readonly listeners: Set<unknown>;
} {
  const listeners = new Set<(event: TestEvent) => void | Promise<void>>();
  return {
    listeners,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit(event) {
      for (const listener of listeners) void listener(event);
    },
  };
}

describe("recordEvents", () => {
  test("records what comes, in order, until it is stopped", () => {
    const source = createSource();
    const recorder = recordEvents(source);
    source.emit({ type: "started", at: 1 });
    source.emit({ type: "ended", result: "ok" });
    recorder.stop();
    source.emit({ type: "started", at: 2 });
    expect(recorder.types()).toEqual(["started", "ended"]);
    expect(recorder.events[0]).toEqual({ type: "started", at: 1 });
    expect(source.listeners.size).toBe(0);
  });

  test("waits for an event that fits, recorded already or still to come, and narrows its type", async () => {
    const source = createSource();
    const recorder = recordEvents(source);
    source.emit({ type: "started", at: 1 });
    expect(await recorder.waitFor((event) => event.type === "started")).toEqual({ type: "started", at: 1 });
    const ended = recorder.waitFor((event) => event.type === "ended");
    source.emit({ type: "started", at: 2 });
    source.emit({ type: "ended", result: "fine" });
    expect((await ended).result).toBe("fine");
  });

  test("rejects who still waits when it is stopped, and who waits after that", async () => {
    const recorder = recordEvents(createSource());
    const waiting = recorder.waitFor(() => true);
    recorder.stop();
    await expect(waiting).rejects.toMatchObject({ code: "closed" });
    await expect(recorder.waitFor(() => true)).rejects.toMatchObject({ code: "closed" });
  });
});
