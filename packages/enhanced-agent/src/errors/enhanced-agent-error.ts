import { defineErrorClass, ErrorCode } from "@convoke/core";

/** Why a run of the main agent ended without an answer; each with the code that its task's failure carries. */
const codes = {
  /** The prompt is empty, or longer than what can be read. */
  invalid_prompt: ErrorCode.INVALID_INPUT,
  /** The model could not be asked: no connection, no permission, no such model. */
  model_failed: ErrorCode.AGENT_FAILED,
  model_refused: ErrorCode.AGENT_FAILED,
  /** Replies without anything new in them. */
  no_progress: ErrorCode.AGENT_FAILED,
  /** The most steps that the options allow were taken. */
  steps_used_up: ErrorCode.AGENT_FAILED,
  /** The answer did not pass its checks, also after it was sent back. */
  verification_failed: ErrorCode.AGENT_FAILED,
  /** What has to be told the model is longer than `historyTokens`, also when all of it is shortened. */
  conversation_too_long: ErrorCode.AGENT_FAILED,
  /** The budget has no room for another reply of the model. */
  budget_used_up: ErrorCode.BUDGET_EXCEEDED,
  time_used_up: ErrorCode.TIMEOUT,
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** The closed list of reasons for which a run ends without an answer. */
export type EnhancedAgentErrorReason = keyof typeof codes;

/**
 * Why a main agent's run has no answer: an `OrchestrationError` with a `reason`, which is in `details.reason` too. `details` also
 * holds what had been found out by then: `evidence`, `delegations`, and an `answer` that did not pass with its `checks`.
 *
 * @example
 * if (task.failure?.details?.reason === "verification_failed") console.log(task.failure.details.checks);
 */
export class EnhancedAgentError extends defineErrorClass("EnhancedAgentError", codes) {}
