import type { SearchErrorReason } from "./search-error.ts";

/** An answer that is not a success. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  /** The first characters of the body, for looking into. */
  readonly text: string;
}

/** What a refusal means, as the rest of a sentence that begins with the provider's name. */
export interface RefusalMeaning {
  readonly reason: SearchErrorReason;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
}

/** What an HTTP status means for whichever provider; providers explain what they know better themselves. */
export function describeRefusal({ status, headers }: Refusal): RefusalMeaning {
  if (status >= 300 && status < 400) {
    return {
      reason: "invalid_response",
      message: `answers with a redirect (${status})${describeTarget(headers)}; redirects are not followed, so that no key travels to another host. Set baseUrl to the final address.`,
    };
  }
  if (status === 401 || status === 403) {
    return { reason: "auth", message: `refuses the request (${status}); check the API key and its rights.` };
  }
  if (status === 402) {
    return {
      reason: "quota_exceeded",
      message: "reports that the plan is used up (402); check the account.",
    };
  }
  if (status === 429) {
    return {
      reason: "rate_limited",
      message: "refuses further queries for now (429); ask less often, e.g. with requestsPerSecond.",
    };
  }
  if (status >= 500 || status === 408) {
    return { reason: "unavailable", message: `reports a failure of its own (${status}); try again later.` };
  }
  return { reason: "bad_request", message: `refuses the query (${status}); check baseUrl and the query.` };
}

/** The host only: the rest of the address may repeat what was sent. */
function describeTarget(headers: Headers): string {
  const target = URL.parse(headers.get("location") ?? "");
  return target === null || target.host === "" ? "" : ` to ${target.protocol}//${target.host}`;
}
