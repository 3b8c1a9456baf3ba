import { defineErrorClass, ErrorCode } from "@convoke/core";

/** Why something in a browser was refused, failed, or was stopped; each with the code that a task's failure carries. */
const codes = {
  /** A program, target, schema or goal that cannot be meant. */
  invalid_program: ErrorCode.INVALID_INPUT,
  /** No `http` or `https` address, or with a user name or password in it. */
  invalid_address: ErrorCode.INVALID_INPUT,
  /** The policy does not let the run go there. */
  outside_policy: ErrorCode.INVALID_INPUT,
  unknown_secret: ErrorCode.INVALID_INPUT,
  /** Nothing on the page is what the target describes. */
  target_not_found: ErrorCode.AGENT_FAILED,
  /** Several elements are; `details.candidates` lists them. */
  ambiguous_target: ErrorCode.AGENT_FAILED,
  /** The snapshot that the ref belongs to is not the latest, or its element is gone. */
  stale_ref: ErrorCode.AGENT_FAILED,
  /** It is there, and cannot be acted upon: hidden, disabled, covered, or of another kind. */
  not_actionable: ErrorCode.AGENT_FAILED,
  expectation_failed: ErrorCode.AGENT_FAILED,
  /** The page does not hold what the schema asks for. */
  extraction_failed: ErrorCode.AGENT_FAILED,
  /** The approve hook said no. */
  not_approved: ErrorCode.AGENT_FAILED,
  /** The page does not tell for sure what to do; a language model might. `details.seen` says what was seen. */
  needs_model: ErrorCode.AGENT_FAILED,
  /** The same was done again on a page that did not change, or the steps are used up. */
  no_progress: ErrorCode.AGENT_FAILED,
  /** The language model could not be asked, said nothing that can be read, or gave up. */
  model_failed: ErrorCode.AGENT_FAILED,
  /** No answer: the name, the connection, or the transfer failed. */
  unreachable: ErrorCode.AGENT_FAILED,
  tls_error: ErrorCode.AGENT_FAILED,
  /** A status of 400 or above for a page that was gone to; `details.status`. */
  http_error: ErrorCode.AGENT_FAILED,
  download_failed: ErrorCode.AGENT_FAILED,
  /** Bytes, requests, tabs, dialogs or downloads beyond what the policy lets one run have. */
  limit_exceeded: ErrorCode.AGENT_FAILED,
  timeout: ErrorCode.TIMEOUT,
  /** The page's own scripts keep it from answering. */
  page_unresponsive: ErrorCode.AGENT_FAILED,
  page_crashed: ErrorCode.AGENT_FAILED,
  page_closed: ErrorCode.AGENT_FAILED,
  browser_crashed: ErrorCode.AGENT_FAILED,
  /** No browser was found; the message says how to get one on this platform. */
  browser_missing: ErrorCode.AGENT_UNAVAILABLE,
  browser_failed: ErrorCode.AGENT_FAILED,
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** The closed list of what can go wrong in a browser. */
export type BrowserErrorReason = keyof typeof codes;

/**
 * What went wrong in a browser: an `OrchestrationError` with a `reason`, which is in `details.reason` too.
 *
 * @example
 * if (BrowserError.is(error) && error.reason === "ambiguous_target") console.log(error.details.candidates);
 */
export class BrowserError extends defineErrorClass("BrowserError", codes) {}
