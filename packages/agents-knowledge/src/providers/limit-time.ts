import type { Runtime } from "@convoke/core";

/** Whose signal, whose clock, and how long. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
  readonly timeoutMs: number;
  /** What it rejects with when the time is over. */
  readonly createError: () => Error;
}

/**
 * Runs work under the caller's signal and a time limit. Both abort the signal that the work gets, and end the wait
 * even if the work does not listen.
 */
export async function limitTime<Value>(
  { signal, runtime, timeoutMs, createError }: TimeLimit,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  const controller = new AbortController();
  let end: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      // Before the abort, so that this is what the caller sees, not what the work makes of it.
      reject(reason);
      controller.abort(reason);
    };
  });
  const leave = (): void => end(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  const cancel = runtime.schedule(() => end(createError()), timeoutMs);
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    cancel();
    signal.removeEventListener("abort", leave);
  }
}
