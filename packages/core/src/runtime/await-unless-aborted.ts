/**
 * Starts work and waits for it, but not longer than until the signal aborts: then rejects with its reason, also when
 * the work does not listen to the signal. Work is not started under a signal that has aborted, and whatever late work
 * still rejects with is ignored.
 *
 * @example
 * const reply = await awaitUnlessAborted(context.signal, () => service.ask(question));
 */
export async function awaitUnlessAborted<Value>(
  signal: AbortSignal | undefined,
  start: () => Promise<Value> | Value,
): Promise<Value> {
  if (signal === undefined) return start();
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const work = (async () => start())();
    // Whoever has stopped waiting does not want to hear of a late failure.
    work.catch(() => {});
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
