import type { Runtime } from "@convoke/core";

/**
 * Does `work` again and again, `everyMs` after it has ended, whatever became of it. Returns how to stop; what is under way
 * then is not waited for.
 */
export function repeat(
  runtime: Runtime,
  everyMs: number | (() => number),
  work: () => Promise<unknown>,
): () => void {
  let isStopped = false;
  let cancel: (() => void) | undefined;

  async function turn(): Promise<void> {
    try {
      await work();
    } catch {
      // The next turn may fare better.
    }
    next();
  }

  function next(): void {
    if (isStopped) return;
    cancel = runtime.schedule(() => void turn(), typeof everyMs === "number" ? everyMs : everyMs());
  }

  next();
  return () => {
    isStopped = true;
    cancel?.();
  };
}
