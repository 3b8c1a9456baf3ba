import type { OrchestrationEvent } from "./event.ts";

/** Events that wait for a slow subscriber, oldest first; beyond the limit they are dropped, and one entry says so. */
export class EventBuffer {
  readonly #limit: number;
  #events: OrchestrationEvent[] = [];
  #first = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#events.length - this.#first;
  }

  add(event: OrchestrationEvent): void {
    if (this.size < this.#limit) this.#events.push(event);
    else this.#drop(event);
  }

  take(): OrchestrationEvent | undefined {
    if (this.size === 0) return undefined;
    const event = this.#events[this.#first++];
    if (this.#first === this.#events.length || this.#first > 1_024) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    return event;
  }

  clear(): void {
    this.#events = [];
    this.#first = 0;
  }

  #drop(event: OrchestrationEvent): void {
    // Only durable events have a place in the store from which they can be asked for again.
    const cursor = "cursor" in event ? event.cursor : 0;
    const last = this.size === 0 ? undefined : this.#events[this.#events.length - 1];
    if (last?.type !== "events-dropped") {
      this.#events.push({
        type: "events-dropped",
        runId: event.runId,
        at: event.at,
        from: cursor,
        to: cursor,
        count: 1,
      });
      return;
    }
    const from = last.from === 0 ? cursor : last.from;
    const to = cursor === 0 ? last.to : cursor;
    this.#events[this.#events.length - 1] = { ...last, from, to, count: last.count + 1 };
  }
}
