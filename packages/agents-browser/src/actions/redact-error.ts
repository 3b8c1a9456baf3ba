import { BrowserError, type BrowserErrorReason } from "../errors/browser-error.ts";
import type { Secrets } from "../policy/secrets.ts";

/** An error without what must not be told; the cause is left out, since a browser's log repeats what was typed. */
export function redactError(error: unknown, secrets: Secrets): BrowserError {
  const known = BrowserError.is(error) ? error : translate(error);
  const { reason, ...details } = secrets.redact({ ...known.details });
  return new BrowserError(
    (reason as BrowserErrorReason | undefined) ?? known.reason,
    secrets.redact(known.message),
    {
      details,
    },
  );
}

function translate(error: unknown): BrowserError {
  const message =
    error instanceof Error
      ? error.message.split("\n")[0]!.slice(0, 300)
      : "something that is no error was thrown";
  if (/Target crashed|Page crashed/i.test(message))
    return new BrowserError("page_crashed", "The page crashed.");
  if (/Browser has been closed|Browser closed|browser has disconnected/i.test(message)) {
    return new BrowserError("browser_crashed", "The browser is gone.");
  }
  if (/Target page, context or browser has been closed|Target closed|Page closed/i.test(message)) {
    return new BrowserError("page_closed", "The tab was closed.");
  }
  if (error instanceof Error && error.name === "TimeoutError") return new BrowserError("timeout", message);
  return new BrowserError("browser_failed", message);
}
