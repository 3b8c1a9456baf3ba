import { ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";
import type { WireOutcome } from "./messages.ts";
import { fromWireError, toWireError } from "./wire-error.ts";

/** A result as it travels. What is no JSON, or larger than `maxBytes`, becomes an error that says so; `what` names it. */
export function succeed(value: unknown, maxBytes: number, what: string): WireOutcome {
  try {
    const plain = toPlainJson(value, maxBytes, what, ErrorCode.INVALID_OUTPUT);
    return plain === undefined ? { ok: true } : { ok: true, value: plain };
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

/**
 * A value as its JSON reads: what was checked is what travels, also where a getter or a `toJSON` says something else when
 * it is asked again. Throws `not_serializable`, and `code` when it needs more than `maxBytes` bytes.
 */
export function toPlainJson<Value>(value: Value, maxBytes: number, what: string, code: ErrorCode): Value {
  const text: string | undefined = writeJson(value);
  checkSize(text, maxBytes, what, code);
  return text === undefined || typeof value !== "object" ? value : (JSON.parse(text) as Value);
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
