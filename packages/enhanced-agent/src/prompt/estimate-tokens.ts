import type { ModelMessage } from "@convoke/core";

/** Bytes of a token: four in English prose, fewer in names and figures; as core reserves for a call. */
const bytesOfToken = 3;
/** What a message takes beside its text. */
const tokensOfMessage = 4;

/** How many tokens messages take, rather more than fewer. */
export function estimateTokens(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + tokensOfMessage + estimateMessage(message), 0);
}

/** Messages are never changed in place, and a history is estimated anew at every turn. */
const known = new WeakMap<ModelMessage, number>();

function estimateMessage(message: ModelMessage): number {
  const before = known.get(message);
  if (before !== undefined) return before;
  const tokens = countTokens(message);
  known.set(message, tokens);
  return tokens;
}

function countTokens({ content, toolCalls }: ModelMessage): number {
  const calls = toolCalls === undefined ? 0 : countBytes(JSON.stringify(toolCalls));
  return Math.ceil((countBytes(content) + calls) / bytesOfToken);
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
