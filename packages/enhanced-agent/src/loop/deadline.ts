import { type AgentContext, ErrorCode, OrchestrationError } from "@convoke/core";
import type { StopCondition } from "../machine/stop-condition.ts";

/** The end of a run's time, as a signal for whatever waits. */
export interface Deadline {
  /** Aborts with the task's signal, and when the time is over. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left, at least 1; infinite without a limit. */
  remainingMs(): number;
  /** Whether the time is over, and the task was not ended by anything else. */
  hasPassed(): boolean;
  /** Lets the timer go. */
  close(): void;
}

/** Watches the shortest `duration` of the conditions, from when the run began. */
export function createDeadline(
  conditions: readonly StopCondition[],
  startedAt: number,
  { signal, runtime }: Pick<AgentContext, "signal" | "runtime">,
): Deadline {
  const durations = conditions.map((each) => (each.kind === "duration" ? each.mostMs : Infinity));
  const endsAt = startedAt + Math.min(...durations);
  if (endsAt === Infinity) return { signal, remainingMs: () => Infinity, hasPassed: () => false, close() {} };
  const over = new AbortController();
  const remainingMs = (): number => Math.max(1, endsAt - runtime.now());
  const stop = runtime.schedule(() => {
    over.abort(new OrchestrationError(ErrorCode.TIMEOUT, "The time that stopWhen allows is over"));
  }, remainingMs());
  return {
    signal: AbortSignal.any([signal, over.signal]),
    remainingMs,
    hasPassed: () => !signal.aborted && (over.signal.aborted || runtime.now() >= endsAt),
    close: stop,
  };
}
