import type { ModelMessage, ModelRequest } from "@convoke/core";
import type {
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ChatCompletionToolChoiceOption,
} from "openai/resources/chat/completions";
import { ModelError } from "../errors/model-error.ts";
import { addSchemaPrompt } from "../structured/schema-prompt.ts";
import { isStrictSchema } from "../structured/strict-schema.ts";
import type { Feature } from "./features.ts";
import type { OpenAiSettings } from "./openai-options.ts";
import type { BuiltBody } from "./protocol.ts";
import { writeArguments } from "./read-values.ts";
import { type Choice, readChoice } from "./tool-choice.ts";

/** OpenAI takes no more. */
const mostStops = 4;

/** The body of a Chat Completions request. */
export function buildChatBody(
  request: ModelRequest,
  { model, structuredOutput, extraBody, baseUrl }: OpenAiSettings,
  without: ReadonlySet<Feature>,
  isStream: boolean,
): BuiltBody {
  const { messages, schema, tools = [], stop = [], maxOutputTokens, temperature } = request;
  const isNative = schema !== undefined && structuredOutput !== "prompted" && !without.has("responseFormat");
  const choice = readChoice(request, !without.has("allowedTools"));
  const sent = new Set<Feature>(["tokensName"]);
  if (isNative) sent.add("responseFormat");
  if (choice?.kind === "allowed") sent.add("allowedTools");
  const isSent = (feature: Feature, isAsked: boolean): boolean => {
    if (isAsked && !without.has(feature)) sent.add(feature);
    return sent.has(feature);
  };
  const asked = schema === undefined || isNative ? messages : addSchemaPrompt(messages, schema);
  const body = {
    ...extraBody,
    model,
    messages: asked.map(toChatMessage),
    ...(tools.length > 0 && { tools: tools.map(toChatTool) }),
    ...(choice !== undefined && { tool_choice: toChatChoice(choice) }),
    ...(isNative && {
      response_format: {
        type: "json_schema",
        json_schema: { name: "reply", schema, ...(isStrictSchema(schema) && { strict: true }) },
      },
    }),
    ...(isSent("stop", stop.length > 0) && { stop: stop.slice(0, mostStops) }),
    ...(isSent("temperature", temperature !== undefined) && { temperature }),
    ...(isSent("streamUsage", isStream) && { stream_options: { include_usage: true } }),
    [nameTokens(baseUrl, without)]: maxOutputTokens,
  };
  return { body, sent };
}

/** OpenAI's own reasoning models take the new name only; most other servers know the old one, and some only that. */
function nameTokens({ hostname }: URL, without: ReadonlySet<Feature>): string {
  const isOpenAi = hostname === "api.openai.com" || hostname.endsWith(".openai.azure.com");
  return isOpenAi !== without.has("tokensName") ? "max_completion_tokens" : "max_tokens";
}

function toChatMessage({
  role,
  content,
  toolCallId,
  toolCalls = [],
}: ModelMessage): ChatCompletionMessageParam {
  if (role === "tool") {
    if (toolCallId !== undefined) return { role, content, tool_call_id: toolCallId };
    throw new ModelError(
      "invalid_request",
      "A message of the role tool has no toolCallId: say which call it answers.",
    );
  }
  if (role !== "assistant" || toolCalls.length === 0) return { role, content };
  return {
    role,
    content: content === "" ? null : content,
    tool_calls: toolCalls.map((call) => ({
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: writeArguments(call.arguments) },
    })),
  };
}

function toChatTool({
  name,
  description,
  parameters,
}: NonNullable<ModelRequest["tools"]>[number]): ChatCompletionTool {
  return { type: "function", function: { name, description, parameters: { ...parameters } } };
}

function toChatChoice(choice: Choice): ChatCompletionToolChoiceOption {
  if (choice.kind === "one") return { type: "function", function: { name: choice.name } };
  if (choice.kind !== "allowed") return choice.kind;
  const tools = choice.names.map((name) => ({ type: "function", function: { name } }));
  return { type: "allowed_tools", allowed_tools: { mode: choice.mode, tools } };
}
