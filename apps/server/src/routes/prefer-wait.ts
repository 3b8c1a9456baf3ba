import type { Runtime } from "@convoke/core";
import { z } from "@hono/zod-openapi";

/** How long a request may wait at most, in seconds. */
const longestWait = 60;

export const preferSchema = z
  .string()
  .max(1_000)
  .optional()
  .openapi({
    description: `With \`wait=<seconds>\` (RFC 7240) the answer comes when the task has settled, at the latest after that time; at most ${longestWait} are waited.`,
    example: "wait=10",
  });

const wait = /(?:^|[\s,;])wait\s*=\s*"?(\d{1,9})"?(?=$|[\s,;])/i;

/** The seconds that a `Prefer` header asks to wait; 0 without. */
export function readWait(prefer: string | undefined): number {
  const seconds = prefer === undefined ? undefined : wait.exec(prefer)?.[1];
  return Math.min(Number(seconds ?? 0), longestWait);
}

/** What `settled` resolves with, or `undefined` when the seconds are over before, or the signal aborts. */
export async function waitFor<Value>(
  settled: Promise<Value>,
  seconds: number,
  runtime: Runtime,
  readSignal: () => AbortSignal,
): Promise<Value | undefined> {
  // What has settled when nothing goes on at once needs neither a timer nor a signal, which has to be made.
  const atOnce = await Promise.race([settled, afterContinuations()]);
  return atOnce ?? waitLonger(settled, seconds, runtime, readSignal());
}

/** Resolves once every promise continuation that is ready, or made ready by one, has run. */
function afterContinuations(): Promise<undefined> {
  return new Promise((resolve) => process.nextTick(resolve));
}

async function waitLonger<Value>(
  settled: Promise<Value>,
  seconds: number,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const over = Promise.withResolvers<undefined>();
  const end = (): void => over.resolve(undefined);
  const stop = runtime.schedule(end, seconds * 1_000);
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([settled, over.promise]);
  } finally {
    stop();
    signal.removeEventListener("abort", end);
  }
}
