import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { maxWaitMs } from "../connection/failure.ts";
import { createPatience } from "../connection/patience.ts";

export interface StartWatch {
  /** Rejects with `store_failed` when Redis cannot be used, and with `closed` when the worker is closed before. */
  ready(): Promise<void>;
  /** Tells who waits that the worker is closed. */
  end(): void;
}

/** Tells who asks how the start goes; the worker itself goes on trying. `started` is the latest try. */
export function watchStart(started: () => Promise<void>, redis: Redis, runtime: Runtime): StartWatch {
  const patience = createPatience(redis, runtime);
  return {
    ready: () => patience.wait(started(), { unreachable: createUnreachableError, closed: createClosedError }),
    end: () => patience.end(),
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

export function createClosedError(): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, "The worker was closed before it was ready.");
}
