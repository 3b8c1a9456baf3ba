import type { OrchestrationError, Runtime } from "@convoke/core";
import type { CallMethod, OpenCalls, WireOutcome } from "../wire/messages.ts";
import { fail, readOutcome } from "../wire/outcome.ts";
import type { SlotHold } from "./slot-hold.ts";

/** How long a call may stay unanswered before it is asked after, in milliseconds; each time twice as long, up to the limit. */
const firstPatienceMs = 5_000;
const longestPatienceMs = 60_000;

export interface Answer {
  readonly value: unknown;
  /** That of the coordinator when it answered. */
  readonly generation: number;
}

/** One call as it travels; all up to number `answered` were answered. */
interface CallToSend {
  readonly call: number;
  readonly method: CallMethod;
  readonly args: readonly unknown[];
  readonly answered: number;
}

/** What an attempt has asked its coordinator, and waits for. */
export interface PendingCalls {
  readonly size: number;
  ask(method: CallMethod, args: readonly unknown[], waits: boolean): Promise<Answer>;
  answer(call: number, outcome: WireOutcome, generation: number): void;
  /** Sends a call once more, under its number. */
  repeat(call: number): void;
  /** Rejects what is open; unless it is over, what is to be booked stays open. */
  reject(reason: unknown, isOver: boolean): void;
  /** Whether something has been unanswered for so long that it may be lost. To be told with `list` then. */
  isOverdue(): boolean;
  /** What is open, to be asked after; from now on it is waited for with more patience. */
  list(): OpenCalls;
}

export interface PendingCallsOptions {
  readonly slot: SlotHold;
  readonly runtime: Runtime;
  /** Never rejects; resolves with an error when the call is refused for good. */
  send(call: CallToSend): Promise<OrchestrationError | undefined>;
}

interface PendingCall {
  readonly method: CallMethod;
  readonly args: readonly unknown[];
  readonly waits: boolean;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

export function createPendingCalls({ slot, runtime, send }: PendingCallsOptions): PendingCalls {
  const pending = new Map<number, PendingCall>();
  let last = 0;
  let patienceMs = firstPatienceMs;
  let overdueAt = 0;

  function answer(number: number, outcome: WireOutcome, generation: number): void {
    const call = pending.get(number);
    if (call === undefined) return;
    pending.delete(number);
    const give = (): void => {
      try {
        call.resolve({ value: readOutcome(outcome), generation });
      } catch (error) {
        call.reject(error);
      }
    };
    if (call.waits) slot.endWait(give);
    else give();
  }

  async function post(number: number, { method, args }: PendingCall): Promise<void> {
    const [first = number] = pending.keys();
    const refused = await send({ call: number, method, args, answered: first - 1 });
    if (refused !== undefined) answer(number, fail(refused), 0);
  }

  return {
    get size() {
      return pending.size;
    },
    ask(method, args, waits) {
      const number = ++last;
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const call: PendingCall = { method, args, waits, resolve, reject };
      const soon = runtime.now() + firstPatienceMs;
      if (pending.size === 0) patienceMs = firstPatienceMs;
      overdueAt = pending.size === 0 ? soon : Math.min(overdueAt, soon);
      pending.set(number, call);
      if (waits) slot.beginWait();
      void post(number, call);
      return promise;
    },
    answer,
    repeat(number) {
      const call = pending.get(number);
      if (call !== undefined) void post(number, call);
    },
    reject(reason, isOver) {
      for (const [number, { method, waits, reject }] of pending) {
        // What was spent is booked all the same.
        if (method === "settle" && !isOver) continue;
        pending.delete(number);
        if (waits) slot.dropWait();
        reject(reason);
      }
      slot.leaveLine();
    },
    isOverdue: () => pending.size > 0 && runtime.now() >= overdueAt,
    list() {
      patienceMs = Math.min(2 * patienceMs, longestPatienceMs);
      overdueAt = runtime.now() + patienceMs;
      return { last, open: [...pending.keys()] };
    },
  };
}
