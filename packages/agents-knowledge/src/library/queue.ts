/** Runs work one after the other, whether the work before it succeeds or fails. */
export type Queue = <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;

/** Creates a queue; who waits in it leaves with the signal's reason as soon as it aborts. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (signal, work) => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    last = turn.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(signal.reason);
      if (signal.aborted) leave();
      signal.addEventListener("abort", leave, { once: true });
      turn.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  };
}
