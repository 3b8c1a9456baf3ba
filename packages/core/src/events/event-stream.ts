import { checkFilter, checkListener, checkSubscriptionOptions } from "./check-subscription.ts";
import type { OrchestrationEvent } from "./event.ts";
import {
  type EventFilter,
  type EventListener,
  type EventSink,
  Subscription,
  type SubscriptionOptions,
  warnOfListener,
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
    try {
      for (let next = 0; next < this.#pending.length; next++) {
        for (const sink of this.#sinks) this.#offer(sink, this.#pending[next]);
      }
    } finally {
      this.#pending.length = 0;
      this.#draining = false;
    }
  }

  /** One that fails is not asked again: what it does must reach neither the publisher nor the others. */
  #offer(sink: EventSink, event: OrchestrationEvent): void {
    try {
      sink.offer(event);
    } catch (error) {
      this.#remove(sink);
      warnOfListener(error);
    }
  }

  /** Throws `invalid_argument` for a listener, a filter or options that cannot be used. */
  subscribe(
    listener: EventListener,
    filter: EventFilter = {},
    options: SubscriptionOptions = {},
  ): () => void {
    checkListener(listener);
    checkSubscriptionOptions(options, "subscribe");
    const { bufferSize = defaultBufferSize } = options;
    const subscription = new Subscription(listener, checkFilter(filter, "subscribe"), bufferSize);
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
    return () => this.#remove(sink);
  }

  #remove(sink: EventSink): void {
    this.#sinks.delete(sink);
    this.active = this.#sinks.size > 0;
  }
}
