import { ErrorCode, OrchestrationError } from "@convoke/core";

/**
 * Why a provider gave no results:
 *
 * - `auth`: the key is missing, wrong, or not allowed to do this
 * - `rate_limited`: too many queries; `retryAfterMs` says how long to wait, if the provider told
 * - `quota_exceeded`: the plan's queries or credits are used up
 * - `forbidden_format`: the service does not hand out JSON; its settings must be changed
 * - `bad_request`: the service refuses the query itself, or there is no such service at that address
 * - `timeout`: no complete answer in time
 * - `invalid_response`: an answer that is none: HTML, cut JSON, another shape, too large, a redirect
 * - `unavailable`: it cannot be reached, or reports a failure of its own
 */
export type SearchErrorReason =
  | "auth"
  | "rate_limited"
  | "quota_exceeded"
  | "forbidden_format"
  | "bad_request"
  | "timeout"
  | "invalid_response"
  | "unavailable";

/** What a `SearchError` carries besides its message. */
export interface SearchErrorOptions {
  readonly provider: string;
  readonly reason: SearchErrorReason;
  /** Milliseconds from now until the provider can be asked again. */
  readonly retryAfterMs?: number | undefined;
  /** The status of the HTTP answer. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
  /** Further facts for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A provider could not be searched. It is an `OrchestrationError` too, of code `timeout` or `agent_failed`, and
 * its `details` hold provider, reason and `retryAfterMs`, so that the record of a failed task shows them.
 *
 * Recognise it with `isSearchError`.
 */
export class SearchError extends OrchestrationError {
  readonly provider: string;
  readonly reason: SearchErrorReason;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: SearchErrorOptions) {
    const { provider, reason, retryAfterMs, status, cause, details } = options;
    super(reason === "timeout" ? ErrorCode.TIMEOUT : ErrorCode.AGENT_FAILED, message, {
      ...(cause !== undefined && { cause }),
      details: {
        provider,
        reason,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        ...(status !== undefined && { status }),
        ...details,
      },
    });
    this.name = "SearchError";
    this.provider = provider;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** True for errors of this class, whichever installed copy made them. */
export function isSearchError(value: unknown): value is SearchError {
  return OrchestrationError.is(value) && value.name === "SearchError";
}
