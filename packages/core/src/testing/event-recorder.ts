import { ErrorCode, OrchestrationError } from "../index.ts";

/** Whatever can be subscribed to; an orchestrator is one. */
export interface EventSource<Event> {
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: Event) => void | Promise<void>): () => void;
}

/** The events that a test has seen so far. */
export interface EventRecorder<Event extends { readonly type: string }> {
  readonly events: readonly Event[];
  /** The types of the events, in order. */
  types(): Event["type"][];
  /** Resolves with the first event, recorded or to come, that fits; rejects with `closed` after `stop`. */
  waitFor<Wanted extends Event>(predicate: (event: Event) => event is Wanted): Promise<Wanted>;
  waitFor(predicate: (event: Event) => boolean): Promise<Event>;
  /** Ends the recording; what was recorded stays. */
  stop(): void;
}

/**
 * Records the events of an orchestrator from now on.
 *
 * @example
 * const recorder = recordEvents(orchestrator);
 * await orchestrator.delegateTask({ agentType: "code", description: "…" });
 * await recorder.waitFor((event) => event.type === "task-settled");
 * recorder.stop();
 */
export function recordEvents<Event extends { readonly type: string }>(
  source: EventSource<Event>,
): EventRecorder<Event> {
  const events: Event[] = [];
  const waiters = new Set<{
    fits: (event: Event) => boolean;
    resolve: (event: Event) => void;
    reject: (error: Error) => void;
  }>();
  let isStopped = false;

  const unsubscribe = source.subscribe((event) => {
    events.push(event);
    for (const waiter of waiters) {
      if (!waiter.fits(event)) continue;
      waiters.delete(waiter);
      waiter.resolve(event);
    }
  });

  function waitFor(fits: (event: Event) => boolean): Promise<Event> {
    const found = events.find(fits);
    if (found !== undefined) return Promise.resolve(found);
    if (isStopped) return Promise.reject(createStoppedError());
    return new Promise((resolve, reject) => waiters.add({ fits, resolve, reject }));
  }

  return {
    events,
    types: () => events.map((event) => event.type),
    waitFor: waitFor as EventRecorder<Event>["waitFor"],
    stop() {
      isStopped = true;
      unsubscribe();
      for (const waiter of waiters) waiter.reject(createStoppedError());
      waiters.clear();
    },
  };
}

function createStoppedError(): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.CLOSED,
    "The recorder was stopped before an event that fits had come. Wait for the event first, then stop.",
  );
}
