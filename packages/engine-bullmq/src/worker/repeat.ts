import type { Runtime } from "@convoke/core";

/** Does something again and again, `everyMs` milliseconds after it was done or has failed; the returned function stops it. */
export function repeat(runtime: Runtime, everyMs: number, work: () => Promise<void>): () => void {
  let isStopped = false;
  let cancel = runtime.schedule(next, everyMs);
  function next(): void {
    work()
      // Redis refuses for now, or is away: it is tried again.
      .catch(() => undefined)
      .finally(() => {
        if (!isStopped) cancel = runtime.schedule(next, everyMs);
      });
  }
  return () => {
    isStopped = true;
    cancel();
  };
}
