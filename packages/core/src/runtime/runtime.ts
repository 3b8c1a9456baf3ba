/**
 * Time, identity and chance as one injected object.
 *
 * Nothing else in Convoke reads a clock, starts a timer or draws a random number, so a test that
 * passes its own runtime (`createManualRuntime` in `@convoke/core/testing`) decides all three.
 */
export interface Runtime {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /**
   * Calls `callback` once after `delayMs`; the returned function cancels it. A timer `inBackground` is not waited for
   * when the process has nothing else to do; a runtime may take no notice of it.
   */
  schedule(callback: () => void, delayMs: number, options?: { readonly inBackground?: boolean }): () => void;
  /** A fresh identifier without `/`, unique across processes. */
  createId(): string;
  /** A number in [0, 1). */
  random(): number;
}

/** The longest delay that the platform's timers hold (2^31 - 1 ms); longer ones are taken in stages. */
const longestTimerMs = 2_147_483_647;

/** The runtime of a real process: its clock, its timers, UUIDs, `Math.random`. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  schedule(callback, delayMs, { inBackground = false } = {}) {
    let timer: ReturnType<typeof setTimeout>;
    const arm = (remainingMs: number): void => {
      timer =
        remainingMs > longestTimerMs
          ? setTimeout(() => arm(remainingMs - longestTimerMs), longestTimerMs)
          : setTimeout(callback, remainingMs);
      // Timers of browsers are numbers, and hold nothing open.
      if (inBackground && typeof timer === "object") timer.unref();
    };
    arm(delayMs);
    return () => clearTimeout(timer);
  },
  createId: () => globalThis.crypto.randomUUID(),
  random: () => Math.random(),
};
