import { hash } from "node:crypto";
import type { AttemptHost } from "@convoke/core";
import type { AttemptJob, WireError, WireOutcome } from "../wire/messages.ts";
import type { JobQueue } from "./job-queue.ts";
import type { ChosenEngineOptions } from "./options.ts";
import { createServedCalls, type ServedCalls } from "./served-calls.ts";

/** One attempt that this coordinator waits for. */
export interface OpenAttempt {
  readonly host: AttemptHost;
  readonly queue: JobQueue;
  readonly priority: number;
  /** The dispatch that counts. */
  job: AttemptJob;
  /** The delivery that is listened to; 0 until a worker has said that it has begun. */
  delivery: number;
  worker: string | undefined;
  /** What was asked during this delivery: a message may come twice. */
  calls: ServedCalls;
  /** When it was last heard of, in milliseconds since 1970-01-01 UTC. */
  heardAt: number;
  /** True when its job was not there at the last look. */
  isMissing: boolean;
  /** Dispatches that had begun and were lost. */
  lost: number;
  /** Why it is to end. */
  stop: WireError | undefined;
  isOpen: boolean;
  /** Open `delegate` and `waitFor` calls; while there are any, it holds no slot. */
  openWaits: number;
  /** Gives the answer that waits for a slot without one; there while it is in line. */
  skipLine: (() => void) | undefined;
  /** Nothing is answered before, in a delivery that has begun without a slot. */
  admission: Promise<void> | undefined;
  /** Whether a worker is just being told again that it is to end. */
  isTold: boolean;
  readonly settle: (outcome: WireOutcome) => void;
}

/** Forgets what an older delivery has asked and waited for. */
export function beginAnew(attempt: OpenAttempt, options: ChosenEngineOptions): void {
  attempt.calls = createAttemptCalls(options);
  attempt.openWaits = 0;
  attempt.skipLine?.();
  attempt.admission = undefined;
}

/** What an attempt keeps of its answers is no more than a few of the largest. */
export function createAttemptCalls({ maxPayloadBytes }: ChosenEngineOptions): ServedCalls {
  return createServedCalls(4 * maxPayloadBytes);
}

/** A name for one dispatch of one attempt that no other dispatch has. */
export function nameAttempt(taskId: string, attempt: number, coordinator: string, dispatch: number): string {
  return hash("sha256", JSON.stringify([taskId, attempt, coordinator, dispatch]), "base64url").slice(0, 27);
}
