import type { Runtime } from "@convoke/core";

/** Waits for work, but not longer than `limitMs` milliseconds: true when it has ended. Its failure is as good as its end. */
export async function endsWithin(
  runtime: Runtime,
  limitMs: number,
  work: Promise<unknown>,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const cancel = runtime.schedule(() => resolve(false), limitMs);
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, promise]);
  } finally {
    cancel();
  }
}
