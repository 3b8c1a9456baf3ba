import type { Runtime } from "@convoke/core";

/** Tasks compute for so long, one after another, before timers and messages get their turn. */
const longestStretchMs = 20;
/** A gap of more than this means that the event loop has had its turn. */
const shortestGapMs = 2;

/** Computing without a gap: when it began, when the last of it ended, and what those wait for who come too late. */
interface Stretch {
  startedAt: number;
  endedAt: number;
  pause?: Promise<void> | undefined;
}

/** One for each runtime: whichever agents compute, the event loop is the same. */
const stretches = new WeakMap<Runtime, Stretch>();

/**
 * Runs work that computes, as many others may do at the same time. When such work has gone on for 20 ms
 * without a gap, the event loop gets its turn first. Rejects with the signal's reason if it aborts meanwhile.
 */
export async function giveWayThenRun<Value>(
  { runtime, signal }: { readonly runtime: Runtime; readonly signal: AbortSignal },
  work: () => Value | Promise<Value>,
): Promise<Value> {
  const stretch = findStretch(runtime);
  if (runtime.now() - stretch.endedAt > shortestGapMs) stretch.startedAt = runtime.now();
  while (runtime.now() - stretch.startedAt >= longestStretchMs) {
    await (stretch.pause ??= pauseStretch(runtime, stretch));
    signal.throwIfAborted();
  }
  try {
    // What comes after a wait of its own is another stretch.
    return work();
  } finally {
    stretch.endedAt = runtime.now();
  }
}

function findStretch(runtime: Runtime): Stretch {
  let stretch = stretches.get(runtime);
  if (!stretch) stretches.set(runtime, (stretch = { startedAt: runtime.now(), endedAt: runtime.now() }));
  return stretch;
}

function pauseStretch(runtime: Runtime, stretch: Stretch): Promise<void> {
  return new Promise((resolve) => {
    runtime.schedule(() => {
      stretch.startedAt = runtime.now();
      stretch.pause = undefined;
      resolve();
    }, 0);
  });
}
