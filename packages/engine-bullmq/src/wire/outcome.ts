import { ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";
import type { WireOutcome } from "./messages.ts";
import { fromWireError, toWireError } from "./wire-error.ts";

/** A result as it travels. What is no JSON, or larger than `maxBytes`, becomes an error that says so; `what` names it. */
export function succeed(value: unknown, maxBytes: number, what: string): WireOutcome {
  try {
    const text = writeJson(value);
    checkSize(text, maxBytes, what, ErrorCode.INVALID_OUTPUT);
    return value === undefined ? { ok: true } : { ok: true, value };
  } catch (error) {
    return fail(error);
  }
}

export function fail(thrown: unknown): WireOutcome {
  return { ok: false, error: toWireError(thrown) };
}

/** The value of an outcome, or its error thrown. */
export function readOutcome(outcome: WireOutcome): unknown {
  if (outcome.ok) return outcome.value;
  throw fromWireError(outcome.error);
}

/** Throws `code` when `text` needs more than `maxBytes` bytes. */
export function checkSize(text: string | undefined, maxBytes: number, what: string, code: ErrorCode): void {
  // No character needs more than three bytes for each of its units.
  if (text === undefined || text.length * 3 <= maxBytes) return;
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxBytes) return;
  const message =
    `${what} is ${bytes} bytes of JSON; at most ${maxBytes} travel (maxPayloadBytes). ` +
    "Keep large values in an artifact store and pass their hash, or raise maxPayloadBytes for engine and workers";
  throw new OrchestrationError(code, message, { details: { bytes, maxPayloadBytes: maxBytes } });
}
