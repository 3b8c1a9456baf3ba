import type { ModelMessage } from "@convoke/core";

/** What the model wrote as one text, calls of tools in the form of text actions. */
export function formatSaid({ content, toolCalls = [] }: ModelMessage): string {
  const calls = toolCalls.map(({ name, arguments: fields }) => {
    const entries = typeof fields === "object" && fields !== null ? Object.entries(fields) : [];
    const lines = entries.map(([field, value]) => `${field}: ${formatValue(value)}`);
    return [`ACTION: ${name}`, ...lines, "---END---"].join("\n");
  });
  return [content, ...calls].filter((text) => text !== "").join("\n");
}

function formatValue(value: unknown): string {
  if (typeof value === "string") return value;
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === "string");
  return isList ? value.map((entry) => `\n- ${entry}`).join("") : (JSON.stringify(value) ?? "");
}
