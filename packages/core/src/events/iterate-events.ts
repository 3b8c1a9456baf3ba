import type { OrchestrationEvent } from "./event.ts";
import type { EventStream } from "./event-stream.ts";
import type { EventFilter, SubscriptionOptions } from "./subscription.ts";

/**
 * The events as an async iterator, from this call on.
 *
 * With `filter.runId` it ends with the `run-settled` of that run; otherwise when the consumer stops or
 * `ended` aborts. Leaving the loop unsubscribes.
 */
export function iterateEvents(
  stream: EventStream,
  filter: EventFilter,
  ended: AbortSignal,
  options: SubscriptionOptions = {},
): AsyncIterableIterator<OrchestrationEvent> {
  const wanted = filter.types === undefined ? undefined : new Set<string>(filter.types);
  const ready: OrchestrationEvent[] = [];
  let wake: (() => void) | undefined;
  /** Resolves the listener's promise, so that the subscription hands over the next event. */
  let taken: (() => void) | undefined;
  let over = ended.aborted;

  const finish = (): void => {
    over = true;
    unsubscribe();
    ended.removeEventListener("abort", finish);
    wake?.();
  };
  const listen = (event: OrchestrationEvent): Promise<void> => {
    if (wanted === undefined || wanted.has(event.type)) ready.push(event);
    wake?.();
    if (filter.runId !== undefined && event.type === "run-settled") {
      finish();
      return Promise.resolve();
    }
    return ready.length === 0 ? Promise.resolve() : new Promise((resolve) => (taken = resolve));
  };
  const subscriptionFilter = filter.runId === undefined ? filter : { runId: filter.runId };
  const unsubscribe = stream.subscribe(listen, subscriptionFilter, options);
  if (over) unsubscribe();
  else ended.addEventListener("abort", finish, { once: true });

  return {
    async next() {
      while (ready.length === 0 && !over) {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
      }
      const value = ready.shift();
      taken?.();
      taken = undefined;
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      if (!over) finish();
      ready.length = 0;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
