import type { Runtime } from "./runtime.ts";

/**
 * Resolves after `delayMs`, or rejects with `signal.reason` as soon as the signal aborts.
 *
 * Leaves neither a timer nor a listener behind on either path.
 */
export function delay(runtime: Runtime, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = runtime.schedule(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal.addEventListener("abort", stop, { once: true });
  });
}
