import type { Amount, ModelEstimateRequest, ModelMessage, ModelUsage } from "@convoke/core";
import { longestNote } from "../structured/describe-problem.ts";
import { describeSchema } from "../structured/schema-prompt.ts";
import type { ModelPrices } from "./openai-options.ts";
import type { RawUsage } from "./protocol.ts";

/** Bytes of a token: four in English prose, fewer in names, figures and other scripts. */
const bytesOfToken = 3;
/** What an endpoint puts around a message. */
const tokensOfMessage = 8;

/** Tokens of a text by its bytes: more than prose needs. Only the endpoint knows its tokens; figures alone may need more. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesOfToken);
}

/** Tokens of the input of a request, with what an endpoint puts around it. */
export function estimateInput({
  messages,
  schema,
  tools,
}: Omit<ModelEstimateRequest, "maxOutputTokens">): number {
  const told = messages.reduce(
    (sum, message) => sum + tokensOfMessage + estimateTokens(writeMessage(message)),
    0,
  );
  const schemaTokens = schema === undefined ? 0 : tokensOfMessage + estimateTokens(describeSchema(schema));
  return told + schemaTokens + (tools === undefined ? 0 : estimateTokens(JSON.stringify(tools)));
}

function writeMessage({ content, toolCalls }: ModelMessage): string {
  return toolCalls === undefined ? content : content + JSON.stringify(toolCalls);
}

/** Tokens of what a reply is sent back with: the longest note, and what goes around two messages. */
const tokensOfRepair = estimateTokens("€".repeat(longestNote)) + 2 * tokensOfMessage;

/** The worst case of a call: all its input, all that it may write, and the same again for a reply that is sent back. */
export function estimateCall(
  request: ModelEstimateRequest,
  { prices, repair }: { readonly prices: ModelPrices | undefined; readonly repair: boolean },
): Amount {
  const once = estimateInput(request);
  const { maxOutputTokens, schema } = request;
  const isTwice = schema !== undefined && repair;
  const inputTokens = isTwice ? 2 * once + maxOutputTokens + tokensOfRepair : once;
  const outputTokens = isTwice ? 2 * maxOutputTokens : maxOutputTokens;
  const costUsd = priceTokens({ inputTokens, outputTokens, cachedTokens: 0 }, prices);
  return { tokens: inputTokens + outputTokens, ...(costUsd !== undefined && { costUsd }) };
}

/** What a reply used, with what it cost when prices are known. */
export function readSpend(usage: RawUsage, prices: ModelPrices | undefined): ModelUsage {
  const { inputTokens, outputTokens } = usage;
  const costUsd = priceTokens(usage, prices);
  return { inputTokens, outputTokens, ...(costUsd !== undefined && { costUsd }) };
}

function priceTokens(usage: RawUsage, prices: ModelPrices | undefined): number | undefined {
  if (prices === undefined) return undefined;
  const { inputPerMillionUsd, outputPerMillionUsd, cachedInputPerMillionUsd = inputPerMillionUsd } = prices;
  const { inputTokens, outputTokens, cachedTokens } = usage;
  const perMillion =
    (inputTokens - cachedTokens) * inputPerMillionUsd +
    cachedTokens * cachedInputPerMillionUsd +
    outputTokens * outputPerMillionUsd;
  return perMillion / 1e6;
}
