import type { ModelFinishReason, ModelReply, ModelToolCall, ModelUsage } from "@convoke/core";

/** Characters of a reply that are read; the parser says that one of this length is too long. */
export const longestReply = 1_048_577;
const mostToolCalls = 64;
const mostUsed = 1e9;
const finishReasons: readonly ModelFinishReason[] = ["stop", "length", "tool-calls", "refusal"];

/** A reply as it can be recorded and gone on with, whatever a model has put in its place. */
export function normalizeReply(reply: unknown): ModelReply {
  const given = isObject(reply) ? reply : {};
  const { text, finishReason, usage, toolCalls } = given;
  const calls = Array.isArray(toolCalls) ? toolCalls.slice(0, mostToolCalls).flatMap(readCall) : [];
  return {
    text: typeof text === "string" ? text.slice(0, longestReply) : "",
    finishReason: finishReasons.find((each) => each === finishReason) ?? "stop",
    usage: readUsage(usage),
    ...(calls.length > 0 && { toolCalls: calls }),
  };
}

/** A reply that was cut because it was too long to be read. */
export function cutReply(text: string): ModelReply {
  return {
    text: text.slice(0, longestReply),
    finishReason: "length",
    usage: { inputTokens: 0, outputTokens: 0 },
  };
}

function readCall(call: unknown, position: number): ModelToolCall[] {
  if (!isObject(call) || typeof call["name"] !== "string") return [];
  const id = typeof call["id"] === "string" && call["id"] !== "" ? call["id"] : `call-${position}`;
  return [{ id, name: call["name"], arguments: toJson(call["arguments"]) }];
}

/** Arguments are recorded, so that they have to be JSON. */
function toJson(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined || text.length > longestReply ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

function readUsage(usage: unknown): ModelUsage {
  const given = isObject(usage) ? usage : {};
  const costUsd = readAmount(given["costUsd"]);
  return {
    inputTokens: readAmount(given["inputTokens"]) ?? 0,
    outputTokens: readAmount(given["outputTokens"]) ?? 0,
    ...(costUsd !== undefined && { costUsd }),
  };
}

function readAmount(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= mostUsed ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
