import { describeThrown, ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";
import type { WireError } from "./messages.ts";

/** Longer texts are cut: an error is for reading. */
const maxMessageLength = 65_536;
const maxNameLength = 256;

/** Details that need more JSON than this stay where they were thrown. */
const maxDetailsLength = 262_144;

const codes: ReadonlySet<string> = new Set(Object.values(ErrorCode));

/** Whatever was thrown, as it travels. */
export function toWireError(thrown: unknown): WireError {
  const message = describeThrown(thrown).slice(0, maxMessageLength);
  try {
    if (OrchestrationError.is(thrown)) {
      const { name, code } = thrown;
      const details = toPortable(thrown.details);
      return { name: cutName(name), message, code, ...(details && { details }) };
    }
    return { name: thrown instanceof Error ? cutName(thrown.name) : "Error", message };
  } catch {
    // It only pretends to be an error: whatever it is, it was thrown.
    return { name: "Error", message };
  }
}

/** The error on the other side: an `OrchestrationError` when it has a code that this version knows. */
export function fromWireError({ name, message, code, details }: WireError): Error {
  const error =
    code !== undefined && codes.has(code)
      ? new OrchestrationError(code, message, details === undefined ? {} : { details })
      : new Error(message);
  if (typeof name === "string" && name !== "") error.name = name;
  return error;
}

function cutName(name: unknown): string {
  return String(name).slice(0, maxNameLength);
}

/** Details as their JSON reads, unless they are none or too much. */
function toPortable(details: WireError["details"]): WireError["details"] {
  try {
    const text = details && writeJson(details);
    return text === undefined || text.length > maxDetailsLength ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
