import type { OrchestrationEvent } from "./event.ts";

export type EventListener = (event: OrchestrationEvent) => void | Promise<void>;

/** Which events a subscriber wants; every given part must fit. */
export interface EventFilter {
  readonly runId?: string;
  readonly types?: readonly OrchestrationEvent["type"][];
}

export interface SubscriptionOptions {
  /** Events that may wait for a slow subscriber; more are dropped and reported. @default 10_000 */
  readonly bufferSize?: number;
}

/**
 * One subscriber: delivers in order, one event at a time, and never lets the listener reach the publisher.
 *
 * A listener that returns a promise gets the next event when the promise has ended; meanwhile events wait.
 */
export class Subscription {
  readonly #listener: EventListener;
  readonly #filter: EventFilter;
  readonly #bufferSize: number;
  readonly #waiting: OrchestrationEvent[] = [];
  #busy = false;
  #warned = false;
  closed = false;

  constructor(listener: EventListener, filter: EventFilter, bufferSize: number) {
    this.#listener = listener;
    this.#filter = filter;
    this.#bufferSize = bufferSize;
  }

  offer(event: OrchestrationEvent): void {
    if (this.closed || !matches(this.#filter, event)) return;
    if (this.#busy) this.#keep(event);
    else this.#deliver(event);
  }

  close(): void {
    this.closed = true;
    this.#waiting.length = 0;
  }

  #keep(event: OrchestrationEvent): void {
    if (this.#waiting.length < this.#bufferSize) {
      this.#waiting.push(event);
      return;
    }
    const last = this.#waiting.at(-1);
    const cursor = "cursor" in event ? event.cursor : undefined;
    if (last?.type === "events-dropped") {
      this.#waiting[this.#waiting.length - 1] = { ...last, to: cursor ?? last.to, count: last.count + 1 };
    } else {
      const from = cursor ?? 0;
      this.#waiting.push({
        type: "events-dropped",
        runId: event.runId,
        at: event.at,
        from,
        to: from,
        count: 1,
      });
    }
  }

  #deliver(event: OrchestrationEvent): void {
    try {
      const ended = this.#listener(event);
      if (ended === undefined || typeof ended.then !== "function") return;
      this.#busy = true;
      ended.then(
        () => this.#resume(),
        (error: unknown) => {
          this.#warn(error);
          this.#resume();
        },
      );
    } catch (error) {
      this.#warn(error);
    }
  }

  #resume(): void {
    this.#busy = false;
    let delivered = 0;
    while (!this.#busy && !this.closed && delivered < this.#waiting.length) {
      this.#deliver(this.#waiting[delivered++]);
    }
    this.#waiting.splice(0, delivered);
  }

  /** Once per subscriber: a listener that fails for every event must not flood the console. */
  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.emitWarning(`An event listener failed; tasks go on. ${text}`, "ConvokeListenerWarning");
  }
}

function matches(filter: EventFilter, event: OrchestrationEvent): boolean {
  if (filter.runId !== undefined && filter.runId !== event.runId) return false;
  return filter.types === undefined || filter.types.includes(event.type);
}
