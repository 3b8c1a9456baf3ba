import type { ModelToolCall } from "@convoke/core";
import type { RawUsage } from "./protocol.ts";

/** Anything that JSON can hold, to look into. */
export type Unknown = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): Unknown {
  return typeof value === "object" && value !== null ? (value as Unknown) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Tokens or USD that one reply cannot have used: whoever says so has miscounted. */
const mostTokens = 1e9;

function asCount(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= mostTokens ? value : undefined;
}

/** `undefined` for counts that are missing or cannot be true. */
export function readUsage(input: unknown, output: unknown, cached: unknown): RawUsage | undefined {
  const [inputTokens, outputTokens] = [asCount(input), asCount(output)];
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  return { inputTokens, outputTokens, cachedTokens: Math.min(asCount(cached) ?? 0, inputTokens) };
}

/** A call of a tool; its arguments parsed, or as they were written when they are no JSON. */
export function readToolCall(
  id: unknown,
  name: unknown,
  written: unknown,
  createId: () => string,
): ModelToolCall {
  return { id: asText(id) || createId(), name: asText(name), arguments: readArguments(written) };
}

function readArguments(written: unknown): unknown {
  if (typeof written !== "string") return written ?? {};
  // For a tool without parameters many models write nothing at all.
  if (written.trim() === "") return {};
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

/** The arguments of an earlier call as the endpoint wrote them. */
export function writeArguments(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "{}");
}
