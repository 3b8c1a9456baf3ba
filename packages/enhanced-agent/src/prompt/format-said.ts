import type { ModelMessage, ModelToolCall } from "@convoke/core";
import { formatAction } from "../action/format-action.ts";

/** What the model wrote as one text, calls of tools in the form of text actions; a call that cannot be one as JSON. */
export function formatSaid({ content, toolCalls = [] }: ModelMessage): string {
  return [content, ...toolCalls.map((call) => formatCall(call))].filter((text) => text !== "").join("\n");
}

function formatCall({ name, arguments: values }: ModelToolCall): string {
  const entries = typeof values === "object" && values !== null ? Object.entries(values) : [];
  const fields = Object.fromEntries(entries.map(([field, value]) => [field, formatValue(value)]));
  try {
    return formatAction({ name, fields });
  } catch {
    return `${name} ${JSON.stringify(values) ?? ""}`;
  }
}

function formatValue(value: unknown): string {
  if (typeof value === "string") return value;
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === "string");
  return isList ? value.map((entry) => `- ${entry}`).join("\n") : (JSON.stringify(value) ?? "");
}
