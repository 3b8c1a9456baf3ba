import type { ModelMessage } from "@convoke/core";
import type { JsonSchema } from "./json-schema.ts";

/** What a model without schema output is told; the same bytes for the same schema, so that a provider can cache them. */
export function describeSchema(schema: JsonSchema): string {
  return `Reply with one JSON value and nothing else: no sentence, no Markdown around it. The value must satisfy this JSON Schema:\n${JSON.stringify(schema)}`;
}

/** The messages with the schema in the system message, which is added when there is none. */
export function addSchemaPrompt(
  messages: readonly ModelMessage[],
  schema: JsonSchema,
): readonly ModelMessage[] {
  const prompt = describeSchema(schema);
  const [first, ...others] = messages;
  return first?.role === "system"
    ? [{ ...first, content: `${first.content}\n\n${prompt}` }, ...others]
    : [{ role: "system", content: prompt }, ...messages];
}
