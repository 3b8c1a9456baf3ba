import type { Runtime } from "@convoke/core";

/** Does `work` again and again, `everyMs` after it has ended, whatever became of it. Returns how to stop. */
export function repeat(runtime: Runtime, everyMs: number, work: () => Promise<unknown>): () => void {
  let isStopped = false;
  let cancel = runtime.schedule(() => void next(), everyMs);

  async function next(): Promise<void> {
    try {
      await work();
    } catch {
      // Redis refuses for now, or is away: it is tried again.
    }
    if (!isStopped) cancel = runtime.schedule(() => void next(), everyMs);
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
