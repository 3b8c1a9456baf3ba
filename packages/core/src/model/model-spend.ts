import type { Amount } from "../budget/budget-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { LanguageModel, ModelEstimateRequest, ModelReply } from "./language-model.ts";

/** Bytes of a token: four in English prose, fewer in names and figures. */
const bytesOfToken = 3;

/** Tokens or USD that one call cannot use: whoever says so has miscounted. */
const mostUsed = 1e9;

/**
 * What a call can use at most: what the model says, or its tokens by the bytes of the request. A part that cannot be true is
 * estimated like one that the model leaves out; money is only known to the model.
 */
export function estimateCall(model: LanguageModel, request: ModelEstimateRequest): Amount {
  const { tokens, costUsd } = askModel(model, request);
  return {
    tokens: isAmount(tokens) ? tokens : countTokens(request),
    ...(isAmount(costUsd) && { costUsd }),
  };
}

/** What a call has used. The estimate is booked for figures that cannot be true, and for money that the reply is silent of. */
export function readSpend(reply: ModelReply, estimate: Amount): Amount {
  try {
    const { inputTokens, outputTokens, costUsd } = reply?.usage ?? {};
    if (!isAmount(inputTokens) || !isAmount(outputTokens)) return estimate;
    const paid = isAmount(costUsd) ? costUsd : estimate.costUsd;
    return { tokens: inputTokens + outputTokens, ...(paid !== undefined && { costUsd: paid }) };
  } catch {
    return estimate;
  }
}

/** A model that fails to estimate may still be able to answer. */
function askModel(model: LanguageModel, { messages, schema, tools, maxOutputTokens }: ModelEstimateRequest) {
  try {
    const { tokens, costUsd } = model.estimate?.({ messages, schema, tools, maxOutputTokens }) ?? {};
    return { tokens, costUsd };
  } catch {
    return {};
  }
}

function countTokens({ messages, schema, tools, maxOutputTokens }: ModelEstimateRequest): number {
  let bytes = 0;
  for (const { content, toolCalls } of messages) bytes += countBytes(content) + countJson(toolCalls);
  return Math.ceil((bytes + countJson(schema) + countJson(tools)) / bytesOfToken) + maxOutputTokens;
}

function countJson(value: unknown): number {
  if (value === undefined) return 0;
  try {
    return countBytes(JSON.stringify(value));
  } catch (cause) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      "The request of a model cannot be written as JSON: give `schema`, `tools` and `toolCalls` plain data.",
      { cause },
    );
  }
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= mostUsed;
}
