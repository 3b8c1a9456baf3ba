import { ErrorCode } from "../errors/error-code.ts";
import type { RetryPolicy, TaskSpec } from "./task-spec.ts";

/** Failures that another attempt of the same agent cannot change. */
const neverRetried: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.NOT_REGISTERED,
  ErrorCode.BUDGET_EXCEEDED,
  ErrorCode.INVALID_INPUT,
  ErrorCode.UNRESOLVED_REFERENCE,
  ErrorCode.NON_DETERMINISTIC,
  ErrorCode.NOT_SERIALIZABLE,
]);

/** What to do after a failure. */
export type NextMove =
  | { readonly move: "retry"; readonly delayMs: number }
  | { readonly move: "fallback" }
  | { readonly move: "end" };

const fallback: NextMove = { move: "fallback" };
const end: NextMove = { move: "end" };

/**
 * Decides after a failed attempt: the same agent again, the next agent, or the end.
 *
 * `failedAttempts` counts those of the agent at work, the last one included; `random` is in [0, 1).
 */
export function decideNextMove(
  spec: TaskSpec,
  agentIndex: number,
  failedAttempts: number,
  code: ErrorCode,
  random: () => number,
): NextMove {
  const { retry } = spec;
  if (retry !== undefined && failedAttempts < retry.attempts && !neverRetried.has(code)) {
    return { move: "retry", delayMs: backoffMs(retry, failedAttempts, random) };
  }
  return agentIndex < (spec.fallback?.length ?? 0) ? fallback : end;
}

function backoffMs({ backoff = {} }: RetryPolicy, failedAttempts: number, random: () => number): number {
  const { initialMs = 200, factor = 2, maxMs = 30_000, jitter = 0.5 } = backoff;
  // Without a first delay there is none to grow, however often.
  const delayMs = initialMs === 0 ? 0 : Math.min(maxMs, initialMs * factor ** (failedAttempts - 1));
  return Math.round(delayMs * (1 - jitter * random()));
}
