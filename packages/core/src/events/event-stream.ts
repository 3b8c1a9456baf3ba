import type { OrchestrationEvent } from "./event.ts";
import {
  type EventFilter,
  type EventListener,
  type EventSink,
  Subscription,
  type SubscriptionOptions,
} from "./subscription.ts";

/** Events that may wait for one slow subscriber. */
export const defaultBufferSize = 10_000;

/** One stream of events with any number of subscribers. */
export class EventStream {
  readonly #sinks = new Set<EventSink>();
  readonly #pending: OrchestrationEvent[] = [];
  #draining = false;
  #cursor = 0;

  /** False while nobody listens: publishers then need not make events at all. */
  active = false;

  nextCursor(): number {
    return ++this.#cursor;
  }

  /** The greatest number that an event has had. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Notes the number that a store has given to an event. */
  noteCursor(cursor: number): void {
    this.#cursor = Math.max(this.#cursor, cursor);
  }

  /** Hands an event to every subscriber; what listeners publish meanwhile follows after, in the same order for all. */
  publish(event: OrchestrationEvent): void {
    this.#pending.push(event);
    if (this.#draining) return;
    this.#draining = true;
    for (let next = 0; next < this.#pending.length; next++) {
      for (const sink of this.#sinks) sink.offer(this.#pending[next]);
    }
    this.#pending.length = 0;
    this.#draining = false;
  }

  subscribe(
    listener: EventListener,
    filter: EventFilter = {},
    options: SubscriptionOptions = {},
  ): () => void {
    const subscription = new Subscription(listener, filter, options.bufferSize ?? defaultBufferSize);
    const remove = this.add(subscription);
    return () => {
      subscription.close();
      remove();
    };
  }

  /** Adds somebody who takes events as they are; returns how to remove them. */
  add(sink: EventSink): () => void {
    this.#sinks.add(sink);
    this.active = true;
    return () => {
      this.#sinks.delete(sink);
      this.active = this.#sinks.size > 0;
    };
  }
}
