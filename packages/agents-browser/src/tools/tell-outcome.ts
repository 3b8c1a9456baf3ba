import { OrchestrationError } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { Secrets } from "../policy/secrets.ts";

/**
 * Does a task's work, and tells what came of it as whoever asked may hear it: results and the details of failures are
 * plain JSON, and no secret's value is in them, nor in what caused a failure.
 */
export async function tellOutcome<Result>(
  work: () => Promise<Result>,
  secrets: Pick<Secrets, "redact">,
  signal: AbortSignal,
): Promise<Result> {
  try {
    return toJson(secrets.redact(await work()));
  } catch (error) {
    signal.throwIfAborted();
    throw redactFailure(error, secrets);
  }
}

function redactFailure(error: unknown, { redact }: Pick<Secrets, "redact">): OrchestrationError {
  const known = translateError(error, "The task");
  const message = redact(known.message);
  const details = toJson(redact({ ...known.details }));
  const cause =
    known.cause === undefined ? {} : { cause: new Error(redact(String(known.cause)).slice(0, 1000)) };
  if (BrowserError.is(known)) return new BrowserError(known.reason, message, { details, ...cause });
  return new OrchestrationError(known.code, message, { details, ...cause });
}

/** Dates as texts, and without what JSON has no words for. */
function toJson<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
  return JSON.parse(text) as Value;
}
