import { checkSubscriptionOptions } from "./check-subscription.ts";
import type { OrchestrationEvent } from "./event.ts";
import { EventBuffer } from "./event-buffer.ts";
import { defaultBufferSize, type EventStream } from "./event-stream.ts";
import { type EventFilter, matchesFilter, type SubscriptionOptions } from "./subscription.ts";

/** After these, nothing more of a run is told here. */
const lastTypes: ReadonlySet<OrchestrationEvent["type"]> = new Set(["run-settled", "run-parked", "run-lost"]);

type Result = IteratorResult<OrchestrationEvent, undefined>;

/**
 * The events as an async iterator, from this call on.
 *
 * With `filter.runId` it ends with the `run-settled` of that run, or when it is parked or lost; otherwise when the
 * consumer stops or `ended` aborts. What had come before the end is still handed out. Leaving the loop unsubscribes.
 * Throws `invalid_argument` for options that cannot be used; the filter has been checked.
 */
export function iterateEvents(
  stream: EventStream,
  filter: EventFilter,
  ended: AbortSignal,
  options: SubscriptionOptions = {},
): AsyncIterableIterator<OrchestrationEvent> {
  checkSubscriptionOptions(options, "events");
  const { bufferSize = defaultBufferSize } = options;
  const buffer = new EventBuffer(bufferSize);
  const asking: ((result: Result) => void)[] = [];
  let over = false;

  const answer = (): void => {
    while (asking.length > 0 && (over || buffer.size > 0)) {
      const value = buffer.take();
      asking.shift()?.(value === undefined ? { done: true, value } : { done: false, value });
    }
  };
  const finish = (): void => {
    over = true;
    remove();
    ended.removeEventListener("abort", finish);
    answer();
  };
  const remove = stream.add({
    offer(event) {
      if (matchesFilter(filter, event)) buffer.add(event);
      // The end does not depend on the buffer: it may have been full, or the type not wanted.
      if (lastTypes.has(event.type) && event.runId === filter.runId) finish();
      else answer();
    },
  });
  if (ended.aborted) finish();
  else ended.addEventListener("abort", finish, { once: true });

  return {
    next() {
      return new Promise((resolve) => {
        asking.push(resolve);
        answer();
      });
    },
    async return() {
      buffer.clear();
      if (!over) finish();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
