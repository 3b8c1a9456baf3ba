import type { DurableEvent, EventBody } from "../events/event.ts";
import type { RunState } from "./run-state.ts";
import type { Task } from "./task.ts";

/** Tells subscribers, and the store of a durable run, what happened; makes no event when nobody wants it. */
export function emitEvent(run: RunState, describe: () => EventBody): void {
  const { events, clock } = run.kernel;
  const { journal } = run;
  if (journal === undefined && !events.active) return;
  // Of a run that goes on elsewhere or later, whoever follows it is told there what becomes of it.
  if (journal !== undefined && (journal.lost || run.extra?.parked === true)) return;
  const sequence = ++run.sequence;
  const { runId } = run;
  const at = clock.now();
  if (journal !== undefined && !run.settled) {
    journal.putEvent({ runId, sequence, event: { ...describe(), at } });
    return;
  }
  // What comes after a stored run has ended is told; the store takes nothing more.
  const cursor = journal === undefined ? events.nextCursor() : events.cursor;
  events.publish({ ...describe(), runId, sequence, at, cursor } as DurableEvent);
}

/** True when somebody wants the run's events: spares the callers on the common path a closure. */
export function isObserved(run: RunState): boolean {
  return run.kernel.events.active || run.journal !== undefined;
}

/** The record as it is now: the live one changes, an event must not. */
export function snapshot(task: Task): Task {
  return { ...task };
}
