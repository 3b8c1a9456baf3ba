import type { ModelReply, ModelRequest } from "@convoke/core";
import type { Llama, LlamaGrammar } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { createReplyGrammar } from "./reply-grammar.ts";
import { createToolGrammar } from "./tool-grammar.ts";

/** What a reply has to look like, and what it then says. */
export interface ReplyForm {
  readonly grammar?: LlamaGrammar;
  /** Whether its pieces are its text; those of a call are not. */
  readonly isShownAtOnce: boolean;
  /** Reads a whole reply. */
  read(
    response: string,
  ): Pick<ModelReply, "text" | "object" | "toolCalls"> & Partial<Pick<ModelReply, "finishReason">>;
}

/** The form that the schema or the tools of a request ask for; any text where there are neither. */
export async function createReplyForm(llama: Llama, request: ModelRequest): Promise<ReplyForm> {
  const { schema, tools = [] } = request;
  if (schema !== undefined) {
    const grammar = await createReplyGrammar(llama, schema);
    return { grammar, isShownAtOnce: true, read: (text) => ({ text, object: parseReply(text, "a schema") }) };
  }
  return tools.length === 0
    ? { isShownAtOnce: true, read: (text) => ({ text }) }
    : createToolForm(llama, request);
}

/** One call in each reply: a model that may go on is not sure to stop. */
async function createToolForm(llama: Llama, request: ModelRequest): Promise<ReplyForm> {
  const { tools = [], toolChoice, messages } = request;
  const open = tools.filter(({ name }) => toolChoice?.allowed.includes(name) ?? true);
  const canSpeak = open.length === 0 || toolChoice?.required !== true;
  const grammar = await llama.createGrammar({ grammar: createToolGrammar({ tools: open, canSpeak }) });
  const made = messages.reduce((count, { toolCalls }) => count + (toolCalls?.length ?? 0), 0);
  return {
    grammar,
    isShownAtOnce: false,
    read(response) {
      const written = parseReply(response, "tools") as { name?: string; arguments?: unknown; say?: string };
      if (written.name === undefined) return { text: written.say ?? "" };
      const call = { id: `call-${made + 1}`, name: written.name, arguments: written.arguments };
      return { text: "", toolCalls: [call], finishReason: "tool-calls" };
    },
  };
}

function parseReply(text: string, given: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `The reply of the local model is no JSON: a text of \`stop\` ended it. Leave stop out where ${given} ${given === "tools" ? "are" : "is"} given.`;
    throw new ModelError("bad_response", message, { cause });
  }
}
