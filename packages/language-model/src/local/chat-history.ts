import type { ModelRequest } from "@convoke/core";
import type { ChatHistoryItem } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import type { JsonSchema } from "../structured/json-schema.ts";

/**
 * The messages of a request as the chat template of the model gets them. Neighbours of the same role become one, since many
 * templates only know turns; the schema of the reply is said at the end, because the grammar that enforces it is unseen.
 */
export function toChatHistory({ messages, schema, tools }: HistoryRequest): ChatHistoryItem[] {
  if (tools !== undefined && tools.length > 0) {
    throw new ModelError(
      "invalid_request",
      "localModel does not call tools. Leave tools out of the request and let the model write its actions as text.",
    );
  }
  const turns: { role: "system" | "user" | "assistant"; text: string }[] = [];
  for (const { role, content } of messages) {
    if (role === "tool")
      throw new ModelError(
        "invalid_request",
        "localModel: a message has the role tool, and tools are not known to it.",
      );
    const last = turns.at(-1);
    if (last?.role === role) last.text += `\n\n${content}`;
    else turns.push({ role, text: content });
  }
  if (turns.at(-1)?.role !== "user") {
    throw new ModelError(
      "invalid_request",
      "localModel: the last message has to be the user's, since the model replies to it.",
    );
  }
  if (schema !== undefined) turns.at(-1)!.text += `\n\n${describeSchema(schema)}`;
  return turns.map(({ role, text }) => {
    if (role === "assistant") return { type: "model", response: [text] };
    return { type: role, text };
  });
}

type HistoryRequest = Pick<ModelRequest, "messages" | "schema" | "tools">;

function describeSchema(schema: JsonSchema): string {
  return `Reply with JSON only, as this schema describes it: ${JSON.stringify(schema)}`;
}
