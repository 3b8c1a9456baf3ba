import { delay, type Runtime } from "@convoke/core";

/** Work goes on for so long before the event loop is given way to. */
const longestStretchMs = 20;
const neverAborted = new AbortController().signal;

/** Called between two steps of long work; waits only when the last wait is some time ago. */
export type Pause = () => Promise<void> | undefined;

/** Creates a pause that gives way to the event loop about 50 times a second and rejects once `signal` aborts. */
export function createPause(runtime: Runtime, signal: AbortSignal = neverAborted): Pause {
  let last = runtime.now();
  const giveWay = async (): Promise<void> => {
    await delay(runtime, 0, signal);
    last = runtime.now();
  };
  return () => {
    signal.throwIfAborted();
    return runtime.now() - last < longestStretchMs ? undefined : giveWay();
  };
}
