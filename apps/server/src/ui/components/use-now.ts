import { systemRuntime } from "@convoke/core";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

// One timer for everything that counts; it rests while nothing counts.
function tick(): void {
  stop = systemRuntime.schedule(tick, 1_000 - (systemRuntime.now() % 1_000));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (stop === undefined) stop = systemRuntime.schedule(tick, 1_000 - (systemRuntime.now() % 1_000));
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

const subscribeToNothing = (): (() => void) => () => undefined;

/** The time in milliseconds since 1970-01-01 UTC, anew every `stepMs` (whole seconds); frozen where nothing counts. */
export function useNow(stepMs = 1_000, isCounting = true): number {
  return useSyncExternalStore(
    isCounting ? subscribe : subscribeToNothing,
    () => Math.floor(systemRuntime.now() / stepMs) * stepMs,
  );
}
