import type { AgentDescriptor, AttemptRequest, ErrorCode, Progress, Task } from "@convoke/core";

/** What a job carries: one dispatch of one attempt. The job's id is `attemptId`. */
export interface AttemptJob {
  readonly attemptId: string;
  /** The process that waits for it. */
  readonly coordinator: string;
  /** In which of its lives that process has dispatched it; in any other it is void. */
  readonly generation: number;
  readonly request: AttemptRequest;
  readonly previous: readonly Task[];
}

/** An error as it travels. What caused it stays in the process where it was thrown. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A value that may be absent: JSON has no `undefined`. */
interface WireValue {
  readonly value?: unknown;
}

export type WireOutcome =
  | ({ readonly ok: true } & WireValue)
  | { readonly ok: false; readonly error: WireError };

/** What an executor asks of the coordinator: the methods of `AttemptHost` that answer. */
export type CallMethod = "delegate" | "findAgents" | "recall" | "remember" | "waitFor" | "reserve" | "settle";

/** Which delivery of which dispatch: a job whose worker was lost is delivered again, with a greater number. */
interface Delivery {
  readonly attemptId: string;
  readonly delivery: number;
}

/** What a worker still waits for, of all that it has asked. */
export interface OpenCalls {
  /** The number of the last call. */
  readonly last: number;
  readonly open: readonly number[];
}

/** From a worker to the coordinator that waits for an attempt. */
export type WorkerMessage =
  /** Left out when the attempt ends in the turn in which it has begun; said again when something may have been lost. */
  | ({ readonly kind: "started"; readonly worker: string; readonly again?: OpenCalls } & Delivery)
  | ({ readonly kind: "report"; readonly progress: Progress } & Delivery)
  | ({
      readonly kind: "call";
      readonly call: number;
      readonly method: CallMethod;
      readonly args: readonly unknown[];
      /** The answers to all calls up to this one have arrived. */
      readonly answered?: number;
    } & Delivery)
  | ({ readonly kind: "ended"; readonly outcome: WireOutcome } & Delivery)
  /** Its workers were lost more often than BullMQ delivers a job again. */
  | { readonly kind: "lost"; readonly attemptId: string }
  /** Its generation is over, and the process lives on in another one: nobody has begun it this time. */
  | { readonly kind: "void"; readonly attemptId: string };

/** From a coordinator to the worker that has an attempt. */
export type CoordinatorMessage =
  | ({
      readonly kind: "answer";
      readonly call: number;
      readonly outcome: WireOutcome;
      /** In which it was given; 0 when the coordinator did not know of any. */
      readonly generation: number;
    } & Delivery)
  /** The call has not arrived: it is to be sent once more. */
  | ({ readonly kind: "repeat"; readonly call: number } & Delivery)
  /** The executor's signal aborts with this reason; the worker still says when it has ended. */
  | {
      readonly kind: "abort";
      readonly attemptId: string;
      /** Only this delivery is meant; left out: whichever the worker has. */
      readonly delivery?: number;
      readonly reason: WireError;
      /** Said before, perhaps: means nothing to an attempt that was aborted. */
      readonly again?: boolean;
    };

/** What a worker says of itself, again and again. */
export interface Announcement {
  readonly workerId: string;
  readonly agents: readonly AgentDescriptor[];
  readonly concurrency: number;
  /** Milliseconds since 1970-01-01 UTC, by the clock of Redis. */
  readonly startedAt: number;
  /** True while it takes nothing new because it is being closed. */
  readonly draining: boolean;
}
