import type { ModelMessage, ModelRequest } from "@convoke/core";
import type {
  FunctionTool,
  ResponseCreateParams,
  ResponseInputItem,
} from "openai/resources/responses/responses";
import { ModelError } from "../errors/model-error.ts";
import { addSchemaPrompt } from "../structured/schema-prompt.ts";
import { isStrictSchema } from "../structured/strict-schema.ts";
import type { Feature } from "./features.ts";
import type { OpenAiSettings } from "./openai-options.ts";
import type { BuiltBody } from "./protocol.ts";
import { writeArguments } from "./read-values.ts";
import { type Choice, readChoice } from "./tool-choice.ts";

/** The body of a Responses request. It has no field for `stop`; the model cuts the text itself. */
export function buildResponsesBody(
  request: ModelRequest,
  { model, structuredOutput, extraBody }: OpenAiSettings,
  without: ReadonlySet<Feature>,
): BuiltBody {
  const { messages, schema, tools = [], maxOutputTokens, temperature } = request;
  const isNative = schema !== undefined && structuredOutput !== "prompted" && !without.has("responseFormat");
  const choice = readChoice(request, !without.has("allowedTools"));
  const hasTemperature = temperature !== undefined && !without.has("temperature");
  const sent = new Set<Feature>();
  if (isNative) sent.add("responseFormat");
  if (choice?.kind === "allowed") sent.add("allowedTools");
  if (hasTemperature) sent.add("temperature");
  const asked = schema === undefined || isNative ? messages : addSchemaPrompt(messages, schema);
  const body = {
    // What agents talk about is not kept by the endpoint unless its user says so.
    store: false,
    ...extraBody,
    model,
    input: asked.flatMap(toInputItems),
    max_output_tokens: maxOutputTokens,
    ...(tools.length > 0 && { tools: tools.map(toFunctionTool) }),
    ...(choice !== undefined && { tool_choice: toResponsesChoice(choice) }),
    ...(hasTemperature && { temperature }),
    ...(isNative && {
      text: {
        ...(extraBody["text"] as object | undefined),
        format: { type: "json_schema", name: "reply", schema, strict: isStrictSchema(schema) },
      },
    }),
  };
  return { body, sent };
}

function toInputItems({ role, content, toolCallId, toolCalls = [] }: ModelMessage): ResponseInputItem[] {
  if (role === "tool") {
    if (toolCallId !== undefined)
      return [{ type: "function_call_output", call_id: toolCallId, output: content }];
    throw new ModelError(
      "invalid_request",
      "A message of the role tool has no toolCallId: say which call it answers.",
    );
  }
  const calls = toolCalls.map(({ id, name, arguments: value }) => ({
    type: "function_call" as const,
    call_id: id,
    name,
    arguments: writeArguments(value),
  }));
  return content === "" && calls.length > 0 ? calls : [{ role, content }, ...calls];
}

function toFunctionTool({
  name,
  description,
  parameters,
}: NonNullable<ModelRequest["tools"]>[number]): FunctionTool {
  // Not strict, as in Chat Completions: strict would refuse parameters that are optional.
  return { type: "function", name, description, parameters: { ...parameters }, strict: false };
}

function toResponsesChoice(choice: Choice): ResponseCreateParams["tool_choice"] {
  if (choice.kind === "one") return { type: "function", name: choice.name };
  if (choice.kind !== "allowed") return choice.kind;
  const tools = choice.names.map((name) => ({ type: "function", name }));
  return { type: "allowed_tools", mode: choice.mode, tools };
}
