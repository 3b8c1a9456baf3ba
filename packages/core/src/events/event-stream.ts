import type { OrchestrationEvent } from "./event.ts";
import {
  Subscription,
  type EventFilter,
  type EventListener,
  type SubscriptionOptions,
} from "./subscription.ts";

const defaultBufferSize = 10_000;

/** One stream of events with any number of subscribers. */
export class EventStream {
  readonly #subscriptions = new Set<Subscription>();
  readonly #pending: OrchestrationEvent[] = [];
  #draining = false;
  #cursor = 0;

  /** False while nobody listens: publishers then need not make events at all. */
  active = false;

  nextCursor(): number {
    return ++this.#cursor;
  }

  /** Hands an event to every subscriber; what listeners publish meanwhile follows after, in the same order for all. */
  publish(event: OrchestrationEvent): void {
    this.#pending.push(event);
    if (this.#draining) return;
    this.#draining = true;
    for (let next = 0; next < this.#pending.length; next++) {
      for (const subscription of this.#subscriptions) subscription.offer(this.#pending[next]);
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
    this.#subscriptions.add(subscription);
    this.active = true;
    return () => {
      subscription.close();
      this.#subscriptions.delete(subscription);
      this.active = this.#subscriptions.size > 0;
    };
  }
}
