import { ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";

/**
 * A value as it can travel. Throws `not_serializable` with the path of what JSON cannot say, and `code` for what is larger
 * than the limit.
 *
 * @param what what the message begins with, e.g. `The result of task run/7`
 */
export function toPlainValue(value: unknown, maxBytes: number, code: ErrorCode, what: string): unknown {
  if (value === undefined) return undefined;
  const text = writeJson(value) as string;
  // No text has more bytes than three times its code units.
  const bytes = text.length * 3 <= maxBytes ? 0 : new TextEncoder().encode(text).length;
  if (bytes <= maxBytes) return JSON.parse(text);
  throw new OrchestrationError(
    code,
    `${what} has ${bytes} bytes as JSON, and may have ${maxBytes}: keep it in an artifact store and pass its reference on, ` +
      "or raise maxPayloadBytes of the worker and of the engine.",
    { details: { bytes, maxPayloadBytes: maxBytes } },
  );
}
