import { defineErrorClass, ErrorCode } from "@convoke/core";

/** Why a model could not be asked, or its answer not be used; each with the code that a task's failure carries. */
const codes = {
  /** An option or a setting that cannot be meant; `details.option` names it. */
  invalid_options: ErrorCode.INVALID_ARGUMENT,
  /** A request that cannot be sent, or that the endpoint refused for what it says. */
  invalid_request: ErrorCode.INVALID_INPUT,
  /** The messages, together with the reply that was asked for, do not fit the model. */
  context_too_long: ErrorCode.INVALID_INPUT,
  /** The key is missing, wrong, or may not use this model. */
  unauthorized: ErrorCode.AGENT_FAILED,
  /** Too many requests; `details.retryAfterMs` says when the endpoint wants to be asked again, where it said so. */
  rate_limited: ErrorCode.AGENT_FAILED,
  /** The account has no credit left. */
  quota_exceeded: ErrorCode.AGENT_FAILED,
  /** No such model, or no such path: the base URL may be wrong. */
  model_not_found: ErrorCode.AGENT_FAILED,
  /** The name, the connection, or the transfer failed. */
  unreachable: ErrorCode.AGENT_FAILED,
  /** The endpoint took longer than it was given. */
  timeout: ErrorCode.TIMEOUT,
  /** An answer that is none: no JSON, another shape, a stream that ends before the reply does, too many bytes. */
  bad_response: ErrorCode.AGENT_FAILED,
  /** A status of 500 or above. */
  server_error: ErrorCode.AGENT_FAILED,
  /** A package or program that the model needs is not installed. */
  runtime_missing: ErrorCode.AGENT_UNAVAILABLE,
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** The closed list of what can go wrong with a model. */
export type ModelErrorReason = keyof typeof codes;

/**
 * What went wrong with a language model: an `OrchestrationError` with a `reason`, which is in `details.reason` too.
 * Neither its message, nor its details, nor its cause ever holds a key.
 *
 * @example
 * if (ModelError.is(error) && error.reason === "rate_limited") console.log(error.details.retryAfterMs);
 */
export class ModelError extends defineErrorClass("ModelError", codes) {}
