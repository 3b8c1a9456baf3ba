import type { Runtime } from "@convoke/core";

/**
 * Does `work` again and again, `everyMs` after it has ended, whatever became of it. Returns how to stop; what is under way
 * then is not waited for.
 */
export function repeat(runtime: Runtime, everyMs: number, work: () => Promise<unknown>): () => void {
  let isStopped = false;
  let cancel: (() => void) | undefined;

  function next(): void {
    if (isStopped) return;
    cancel = runtime.schedule(() => {
      work().then(next, next);
    }, everyMs);
  }

  next();
  return () => {
    isStopped = true;
    cancel?.();
  };
}
