import { ErrorCode, OrchestrationError } from "@convoke/core";

/** Why a page could not be read. */
export type PageErrorReason =
  /** No `http` or `https` address, too long, or with a user name or password in it. */
  | "invalid_address"
  /** It is, or its name resolves to, an address that is not public. */
  | "private_address"
  | "robots_disallowed"
  /** The site's `robots.txt` cannot be read, so nothing is known to be allowed. */
  | "robots_unreachable"
  | "too_large"
  | "timeout"
  /** More than five, or in a circle. */
  | "too_many_redirects"
  /** A redirect from `https` to `http`. */
  | "insecure_redirect"
  | "unsupported_type"
  /** A status other than 2xx; `status` tells which. */
  | "http_error"
  /** No answer: the name, the connection, or the transfer failed. */
  | "unreachable"
  /** It was fetched, and holds no text that can be read. */
  | "unreadable";

const brand = Symbol.for("convoke.PageError");

const codes: Partial<Record<PageErrorReason, ErrorCode>> = {
  invalid_address: ErrorCode.INVALID_INPUT,
  private_address: ErrorCode.INVALID_INPUT,
  timeout: ErrorCode.TIMEOUT,
};

const shownLength = 300;

/**
 * Why a page could not be read: an `OrchestrationError` with a `reason`, the `url` without user name and
 * password, and for `http_error` the `status`; all three are in `details` too.
 *
 * The code is `invalid_input` for addresses that are never read, `timeout`, and else `agent_failed`.
 *
 * @example
 * if (PageError.is(error) && error.reason === "robots_disallowed") useAnotherSource();
 */
export class PageError extends OrchestrationError {
  readonly reason: PageErrorReason;
  readonly url: string;
  readonly status?: number;
  /** What the message says after the address. */
  readonly problem: string;

  constructor(
    reason: PageErrorReason,
    address: string | URL,
    problem: string,
    { status, cause }: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    const url = hideCredentials(address);
    super(codes[reason] ?? ErrorCode.AGENT_FAILED, `${url} cannot be read: ${problem}`, {
      ...(cause !== undefined && { cause }),
      details: { url, reason, ...(status !== undefined && { status }) },
    });
    this.name = "PageError";
    this.reason = reason;
    this.url = url;
    this.problem = problem;
    if (status !== undefined) this.status = status;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for errors of this class, whichever installed copy made them. */
  static override is(value: unknown): value is PageError {
    return OrchestrationError.is(value) && (value as unknown as Record<symbol, unknown>)[brand] === true;
  }
}

/** An address as it may be shown: without what opens doors, and not endless. */
function hideCredentials(address: string | URL): string {
  const shown = String(address).replace(/^([a-z][a-z0-9+.-]{0,20}:[/\\]{0,9})[^/\\?#]{0,2048}@/i, "$1");
  return shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown;
}
