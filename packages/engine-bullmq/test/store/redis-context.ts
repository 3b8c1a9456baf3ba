import type { Prepared, StoreContext } from "@convoke/conformance";
import { systemRuntime } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { openConnection } from "../../src/connection/connection.ts";
import { redisStore } from "../../src/index.ts";
import { connection, createPrefix } from "../support/redis.ts";

/** An empty store under a manual clock. */
export function createRedisContext(): Prepared<StoreContext> {
  const runtime = createManualRuntime({ startMs: 1_000_000 });
  const prefix = createPrefix();
  const subject = redisStore({ connection, prefix, runtime });
  return {
    context: { subject, clock: { now: () => runtime.now(), advance: (ms) => runtime.advance(ms) } },
    async teardown() {
      await subject.close();
      await removeKeys(prefix);
    },
  };
}

/** An empty store under the clock of Redis. */
export function createTimedContext(): Prepared<StoreContext> {
  const prefix = createPrefix();
  const subject = redisStore({ connection, prefix });
  return {
    context: {
      subject,
      clock: {
        now: () => systemRuntime.now(),
        advance: () => Promise.reject(new Error("nobody waits for a real clock")),
      },
    },
    async teardown() {
      await subject.close();
      await removeKeys(prefix);
    },
  };
}

/** Clears away what a test has left in the server that all tests share. */
export async function removeKeys(prefix: string): Promise<void> {
  const redis = openConnection(connection);
  const keys = await redis.keys(`${prefix}:*`);
  for (let first = 0; first < keys.length; first += 1_000) {
    await redis.unlink(...keys.slice(first, first + 1_000));
  }
  redis.disconnect();
}
