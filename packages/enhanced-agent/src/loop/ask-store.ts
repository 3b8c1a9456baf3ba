import { type AgentContext, awaitUnlessAborted, ErrorCode, OrchestrationError } from "@convoke/core";
import type { StopCondition } from "../machine/stop-condition.ts";

/** Milliseconds that a store has for an answer that a run can do without. */
export const patienceWithStores = 5_000;

/** Milliseconds that a store has, when a run itself has less. */
export function limitPatience(mostMs: number, conditions: readonly StopCondition[]): number {
  return Math.min(mostMs, ...conditions.map((each) => (each.kind === "duration" ? each.mostMs : Infinity)));
}

/**
 * Waits for a store, at most so long: one that never answers must not keep a run from ending. Rejects with `store_failed` after
 * that, and with the signal's reason at once when it aborts.
 */
export async function askStore<Value>(
  { signal, runtime }: Pick<AgentContext, "signal" | "runtime">,
  mostMs: number,
  work: () => Promise<Value>,
): Promise<Value> {
  const late = new AbortController();
  const stop = runtime.schedule(() => {
    const message = `it did not answer within ${mostMs} ms`;
    late.abort(new OrchestrationError(ErrorCode.STORE_FAILED, message));
  }, mostMs);
  try {
    return await awaitUnlessAborted(AbortSignal.any([signal, late.signal]), work);
  } finally {
    stop();
  }
}
