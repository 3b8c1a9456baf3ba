import { OrchestrationError, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { createReplyError, maxWaitMs } from "./failure.ts";

/** What is said to whoever has waited for nothing. */
interface WaitErrors {
  /** `said` is what the network said last. */
  unreachable(said: string): OrchestrationError;
  closed(): OrchestrationError;
}

/** Waits for what a connection does, though not for ever. */
export interface Patience {
  /**
   * Settles like `work`; what Redis has refused is a `store_failed`. Rejects with `unreachable` when Redis is away or silent
   * for 10 seconds; `work` itself goes on. Rejects with `closed` once `end` was called.
   */
  wait<Value>(work: Promise<Value>, errors: WaitErrors): Promise<Value>;
  /** Tells who waits that the connection is closed. */
  end(): void;
}

export function createPatience(redis: Redis, runtime: Runtime): Patience {
  const waiting = new Map<(error: OrchestrationError) => void, WaitErrors>();
  const silence = "it does not answer";
  let said = silence;
  let isEnded = false;

  function toError(error: unknown, errors: WaitErrors): OrchestrationError {
    if (isEnded || redis.status === "end") return errors.closed();
    if (OrchestrationError.is(error)) return error;
    const { name, message } = error as Error;
    // What else ioredis rejects with are the fragments of a connection that was lost.
    return name === "ReplyError" ? createReplyError(message) : errors.unreachable(message);
  }

  redis.on("ready", () => {
    said = silence;
  });
  redis.on("error", (error: Error) => {
    said = error.message;
    // A password that is refused stays refused.
    if (error.name === "ReplyError") for (const reject of waiting.keys()) reject(createReplyError(said));
  });

  return {
    async wait(work, errors) {
      const { promise, reject } = Promise.withResolvers<never>();
      waiting.set(reject, errors);
      if (isEnded) reject(errors.closed());
      const cancel = runtime.schedule(() => reject(errors.unreachable(said)), maxWaitMs);
      const done = work.catch((error: unknown) => {
        throw toError(error, errors);
      });
      try {
        return await Promise.race([done, promise]);
      } finally {
        cancel();
        waiting.delete(reject);
      }
    },
    end() {
      isEnded = true;
      for (const [reject, { closed }] of waiting) reject(closed());
    },
  };
}
