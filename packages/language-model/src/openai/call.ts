import { awaitUnlessAborted, delay, type Runtime } from "@convoke/core";
import { ModelError } from "../errors/model-error.ts";
import type { OpenAiSettings } from "./openai-options.ts";
import { readRefusal, translateError, type ErrorContext } from "./translate-error.ts";

/** One call with its deadline; `close` must be called, whatever happens. */
export interface Call {
  /** Aborts with the caller's reason, or with a `ModelError` of the reason `timeout`. */
  readonly signal: AbortSignal;
  readonly dueAt: number;
  /** Starts the time of silence anew. */
  touch(): void;
  /** Stops it: whoever reads a stream may take as long as they like. */
  rest(): void;
  close(): void;
}

/** Puts a call under the caller's signal, `timeoutMs`, and from the first `touch` on `idleTimeoutMs`. */
export function openCall(
  signal: AbortSignal,
  { baseUrl, model, runtime, timeoutMs, idleTimeoutMs }: OpenAiSettings,
): Call {
  const controller = new AbortController();
  const expire = (what: string, option: string, milliseconds: number) => () =>
    controller.abort(
      new ModelError(
        "timeout",
        `${baseUrl.host} (model ${model}) ${what} within ${milliseconds} ms (${option}). Ask for less, or raise ${option}.`,
        { details: { host: baseUrl.host, model, option } },
      ),
    );
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const cancelDeadline = runtime.schedule(expire("did not finish", "timeoutMs", timeoutMs), timeoutMs);
  let cancelIdle: (() => void) | undefined;
  return {
    signal: controller.signal,
    dueAt: runtime.now() + timeoutMs,
    touch() {
      cancelIdle?.();
      cancelIdle = runtime.schedule(
        expire("sent nothing more", "idleTimeoutMs", idleTimeoutMs),
        idleTimeoutMs,
      );
    },
    rest() {
      cancelIdle?.();
    },
    close() {
      signal.removeEventListener("abort", stop);
      cancelDeadline();
      cancelIdle?.();
    },
  };
}

/**
 * Does work, and does it again while the endpoint is too busy, fails, or cannot be reached: `maxRetries` times, after as long
 * as the endpoint asks for, else after 0.5 s, 1 s, 2 s, …, less up to a quarter by chance. Never waits beyond the deadline.
 * Rejects with the signal's reason, and otherwise with the client's own error.
 */
export async function sendAgain<Value>(
  call: Call,
  { runtime, maxRetries }: OpenAiSettings,
  context: ErrorContext,
  work: () => Promise<Value>,
): Promise<Value> {
  for (let sent = 1; ; sent += 1) {
    try {
      return await awaitUnlessAborted(call.signal, work);
    } catch (error) {
      call.signal.throwIfAborted();
      if (!isWorthwhile(error, context)) throw error;
      const asked = readRetryAfter(error, runtime);
      const waitMs = asked ?? Math.min(500 * 2 ** (sent - 1), 8_000) * (1 - runtime.random() / 4);
      if (sent > maxRetries || runtime.now() + waitMs >= call.dueAt) throw withWait(error, context, asked);
      await delay(runtime, waitMs, call.signal);
    }
  }
}

/** Refusals for a while, and connections that were not made: nothing was begun that would have to be paid for. */
function isWorthwhile(error: unknown, { isConnectionError }: ErrorContext): boolean {
  if (isConnectionError(error)) return true;
  const { status = 0, code = "", headers } = readRefusal(error) ?? {};
  if (status === 0 || /insufficient_quota|billing/.test(code)) return false;
  const told = headers?.get("x-should-retry");
  if (told === "true" || told === "false") return told === "true";
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/** Milliseconds; headers say milliseconds, seconds, or a date. */
function readRetryAfter(error: unknown, runtime: Runtime): number | undefined {
  const headers = readRefusal(error)?.headers;
  const milliseconds = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const text = headers?.get("retry-after") ?? "";
  const seconds = Number.parseFloat(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - runtime.now());
}

function withWait(error: unknown, context: ErrorContext, retryAfterMs: number | undefined): unknown {
  if (retryAfterMs === undefined) return error;
  const { reason, message, cause, details } = translateError(error, context) as ModelError;
  return new ModelError(reason, `${message} It asks to wait ${Math.ceil(retryAfterMs)} ms.`, {
    cause,
    details: { ...details, retryAfterMs },
  });
}
