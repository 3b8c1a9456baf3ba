import { awaitUnlessAborted } from "@convoke/core";
import { ModelError } from "../errors/model-error.ts";

/** Lets one call at a time through. */
export interface CallQueue {
  /** Runs `work` when those before it are over; rejects with the signal's reason as soon as it aborts. */
  run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when what runs now is over. */
  settled(): Promise<void>;
}

/**
 * A queue in which at most `maxWaiting` calls wait. A call that gave up while it waited leaves the queue; one that gave up while
 * it ran is waited for, since the next one uses the same memory.
 */
export function createCallQueue(maxWaiting: number): CallQueue {
  const waiting: (() => void)[] = [];
  /** Whether somebody has the turn: it is handed over, so that nobody takes it in between. */
  let isTaken = false;
  let running: Promise<void> | undefined;

  function passOn(): void {
    const next = waiting.shift();
    if (next === undefined) isTaken = false;
    else next();
  }

  function start<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = work();
    running = result.then(passOn, passOn);
    return result;
  }

  async function waitForTurn(signal: AbortSignal): Promise<void> {
    if (waiting.length >= maxWaiting) {
      const message = `The local model answers one call at a time, and ${maxWaiting} wait already. Ask fewer at once, or raise maxWaiting.`;
      throw new ModelError("rate_limited", message, { details: { maxWaiting } });
    }
    const turn = Promise.withResolvers<void>();
    waiting.push(turn.resolve);
    try {
      await awaitUnlessAborted(signal, () => turn.promise);
    } catch (error) {
      const place = waiting.indexOf(turn.resolve);
      if (place === -1) passOn();
      else waiting.splice(place, 1);
      throw error;
    }
  }

  return {
    async run(signal, work) {
      signal.throwIfAborted();
      if (isTaken) await waitForTurn(signal);
      isTaken = true;
      if (signal.aborted) {
        passOn();
        throw signal.reason;
      }
      return awaitUnlessAborted(signal, () => start(work));
    },
    settled: async () => running,
  };
}
