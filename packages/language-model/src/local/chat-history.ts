import type { ModelMessage, ModelRequest, ModelTool } from "@convoke/core";
import type { ChatHistoryItem } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { describeTools, writeCall } from "./describe-tools.ts";
import type { JsonSchema } from "../structured/json-schema.ts";

/**
 * The messages of a request as the chat template of the model gets them. Neighbours of the same role become one, since many
 * templates only know turns. Tools are described with the system message, their calls and answers become text; the schema of
 * the reply is said at the end, because the grammar that enforces it is unseen.
 */
export function toChatHistory({ messages, schema, tools = [] }: HistoryRequest): ChatHistoryItem[] {
  if (schema !== undefined && tools.length > 0) {
    throw new ModelError(
      "invalid_request",
      "localModel: a reply follows a schema or calls tools, not both. Leave one of them out of the request.",
    );
  }
  const turns: { role: "system" | "user" | "assistant"; text: string }[] = [];
  if (tools.length > 0 && messages[0]?.role !== "system")
    turns.push({ role: "system", text: describeTools(tools) });
  for (const [at, message] of messages.entries()) {
    const role = message.role === "tool" ? "user" : message.role;
    const content = at === 0 && role === "system" ? withTools(message.content, tools) : writeMessage(message);
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

function withTools(system: string, tools: readonly ModelTool[]): string {
  return tools.length === 0 ? system : `${system}\n\n${describeTools(tools)}`;
}

/** A call is written as the model writes it. */
function writeMessage({ content, toolCalls = [] }: ModelMessage): string {
  return [...(content === "" && toolCalls.length > 0 ? [] : [content]), ...toolCalls.map(writeCall)].join(
    "\n",
  );
}

type HistoryRequest = Pick<ModelRequest, "messages" | "schema" | "tools">;

function describeSchema(schema: JsonSchema): string {
  return `Reply with JSON only, as this schema describes it: ${JSON.stringify(schema)}`;
}
