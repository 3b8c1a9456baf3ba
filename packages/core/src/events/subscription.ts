import { describeThrown } from "../errors/orchestration-error.ts";
import type { OrchestrationEvent } from "./event.ts";
import { EventBuffer } from "./event-buffer.ts";

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

/** Whoever is told events. */
export interface EventSink {
  offer(event: OrchestrationEvent): void;
}

/**
 * One listener: delivers in order, one event at a time, and never lets the listener reach the publisher.
 *
 * A listener that returns a promise gets the next event when the promise has ended; meanwhile events wait.
 */
export class Subscription implements EventSink {
  readonly #listener: EventListener;
  readonly #filter: EventFilter;
  readonly #waiting: EventBuffer;
  #busy = false;
  #warned = false;
  #closed = false;

  constructor(listener: EventListener, filter: EventFilter, bufferSize: number) {
    this.#listener = listener;
    this.#filter = filter;
    this.#waiting = new EventBuffer(bufferSize);
  }

  offer(event: OrchestrationEvent): void {
    if (this.#closed || !matchesFilter(this.#filter, event)) return;
    if (this.#busy) {
      this.#waiting.add(event);
      return;
    }
    this.#busy = true;
    if (this.#deliver(event)) this.#resume();
  }

  close(): void {
    this.#closed = true;
    this.#waiting.clear();
  }

  /** True when the listener is ready for the next event at once. */
  #deliver(event: OrchestrationEvent): boolean {
    try {
      const ended = this.#listener(event);
      if (typeof ended?.then !== "function") return true;
      ended.then(
        () => this.#resume(),
        (error: unknown) => {
          this.#warn(error);
          this.#resume();
        },
      );
      return false;
    } catch (error) {
      this.#warn(error);
      return true;
    }
  }

  /** Delivers what has waited, also what the listener itself brings about meanwhile. */
  #resume(): void {
    for (let event = this.#waiting.take(); event !== undefined; event = this.#waiting.take()) {
      if (this.#closed || !this.#deliver(event)) return;
    }
    this.#busy = false;
  }

  /** Once per listener: one that fails for every event must not flood the console. */
  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    warnOfListener(error);
  }
}

/** Tells the console that a listener failed, which nobody else hears of. Never throws. */
export function warnOfListener(error: unknown): void {
  process.emitWarning(
    `An event listener failed; tasks go on. ${showThrown(error)}`,
    "ConvokeListenerWarning",
  );
}

function showThrown(error: unknown): string {
  try {
    if (error instanceof Error && typeof error.stack === "string") return error.stack;
  } catch {
    // Also what is thrown may refuse to be looked at.
  }
  return describeThrown(error);
}

export function matchesFilter({ runId, types }: EventFilter, event: OrchestrationEvent): boolean {
  return (
    (runId === undefined || runId === event.runId) && (types === undefined || types.includes(event.type))
  );
}
