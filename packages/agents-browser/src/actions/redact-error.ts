import { BrowserError, type BrowserErrorReason } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { Secrets } from "../policy/secrets.ts";

/** An error without what must not be told; the cause is left out, since a browser's log repeats what was typed. */
export function redactError(error: unknown, what: string, secrets: Secrets): BrowserError {
  const known = translateError(error, what);
  const { reason = "browser_failed", ...details } = secrets.redact({ ...known.details });
  return new BrowserError(reason as BrowserErrorReason, secrets.redact(known.message), { details });
}
