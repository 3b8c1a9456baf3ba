import { OrchestrationError } from "@convoke/core";
import { BrowserError, type BrowserErrorReason } from "./browser-error.ts";

/** What Chromium calls network failures, by how its names begin. */
const networkFailures: readonly (readonly [prefix: string, reason: BrowserErrorReason])[] = [
  ["ERR_CERT_", "tls_error"],
  ["ERR_SSL_", "tls_error"],
  ["ERR_BAD_SSL_", "tls_error"],
  ["ERR_CLIENT_AUTH_", "tls_error"],
  ["ERR_BLOCKED_BY_", "outside_policy"],
  ["ERR_UNSAFE_", "outside_policy"],
  ["ERR_UNSAFE_PORT", "outside_policy"],
  ["ERR_DISALLOWED_URL_SCHEME", "outside_policy"],
  ["ERR_UNKNOWN_URL_SCHEME", "outside_policy"],
  ["ERR_INVALID_URL", "invalid_address"],
  ["ERR_TIMED_OUT", "unreachable"],
];

/** What Playwright says, in the order in which it is looked for. */
const sayings: readonly (readonly [saying: RegExp, reason: BrowserErrorReason])[] = [
  [/page crashed|target crashed/iu, "page_crashed"],
  [
    /page has been closed|context has been closed|target closed|target page|frame was detached/iu,
    "page_closed",
  ],
  [
    /browser has been closed|browser closed|browser has disconnected|browser disconnected/iu,
    "browser_crashed",
  ],
  [/download (?:was )?cancell?ed|download failed/iu, "download_failed"],
];

const longestMessage = 300;

/** Terminal colours, in which Playwright writes its call logs. */
// oxlint-disable-next-line no-control-regex
const colors = /\u001B\[[0-9;]*m/gu;

/** The first line of what an error says, without colours and call log, cut. */
function readMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ""] = message.slice(0, 10_000).replace(colors, "").split("\n");
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

function readReason(error: unknown, message: string): BrowserErrorReason {
  const network = /net::(?<name>ERR_[A-Z0-9_]{1,80})/u.exec(message)?.groups?.["name"];
  if (network !== undefined) {
    return networkFailures.find(([prefix]) => network.startsWith(prefix))?.[1] ?? "unreachable";
  }
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  return sayings.find(([saying]) => saying.test(message))?.[1] ?? "browser_failed";
}

/**
 * What went wrong in Playwright as a `BrowserError`: `timeout`, `unreachable`, `tls_error`, `page_closed`, …, else
 * `browser_failed`. Errors of Convoke are handed back as they are. `what` says what was being done.
 *
 * @example
 * translateError(new Error("page.goto: net::ERR_NAME_NOT_RESOLVED at http://x.test"), "going there").reason; // "unreachable"
 */
export function translateError(error: unknown, what: string): OrchestrationError {
  if (OrchestrationError.is(error)) return error;
  const message = readMessage(error);
  return new BrowserError(readReason(error, message), `${what} failed: ${message}`, { cause: error });
}
