import type { Runtime } from "@convoke/core";

/**
 * Settles as `work` does, or rejects when the time is over (`createTimeout`) or the signal aborts (its reason),
 * whichever comes first. The signal that `work` gets ends with all of them, so that it can stop as well.
 */
export async function raceDeadline<Value>({
  runtime,
  signal,
  timeoutMs,
  createTimeout,
  work,
}: {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly createTimeout: () => unknown;
  readonly work: (signal: AbortSignal) => Promise<Value>;
}): Promise<Value> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const stop = (): void => ended.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const cancel = runtime.schedule(() => ended.abort(createTimeout()), timeoutMs);
  try {
    return await new Promise<Value>((resolve, reject) => {
      ended.signal.addEventListener("abort", () => reject(ended.signal.reason), { once: true });
      work(ended.signal).then(resolve, reject);
    });
  } catch (error) {
    // Work that was stopped rejects in words of its own, and may do so first.
    ended.signal.throwIfAborted();
    throw error;
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}
