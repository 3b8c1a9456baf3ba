import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";

/** How long who asks whether the worker is ready waits at most, in milliseconds. */
const maxWaitMs = 10_000;

export interface StartWatch {
  /** Rejects with `store_failed` when Redis cannot be used, and with `closed` when the worker is closed before. */
  ready(): Promise<void>;
  /** Tells who waits that the worker is closed. */
  end(): void;
}

/** Tells who asks how the start goes; the worker itself goes on trying. `started` is the latest try, `explain` makes an error of what Redis has answered. */
export function watchStart(
  started: () => Promise<void>,
  redis: Redis,
  runtime: Runtime,
  explain: (message: string) => OrchestrationError,
): StartWatch {
  const waiting = new Set<PromiseWithResolvers<never>>();
  let said = "it does not answer";
  let isEnded = false;

  function refuse(createError: () => OrchestrationError): void {
    for (const { reject } of waiting) reject(createError());
  }

  redis.on("error", (error: Error) => {
    said = error.message;
    if (error.name === "ReplyError") refuse(() => explain(error.message));
  });

  return {
    async ready() {
      const waited = Promise.withResolvers<never>();
      waiting.add(waited);
      if (isEnded) waited.reject(createClosedError());
      const cancel = runtime.schedule(() => waited.reject(createUnreachableError(said)), maxWaitMs);
      try {
        await Promise.race([started(), waited.promise]);
      } finally {
        cancel();
        waiting.delete(waited);
      }
    },
    end() {
      isEnded = true;
      refuse(createClosedError);
    },
  };
}

function createUnreachableError(said: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.STORE_FAILED,
    `The worker's Redis cannot be reached (${said}). It was waited for ${maxWaitMs} ms: start it, or look at the address. ` +
      "The worker goes on trying until it is closed.",
    { details: { problem: "unreachable" } },
  );
}

function createClosedError(): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, "The worker was closed before it was ready.");
}
