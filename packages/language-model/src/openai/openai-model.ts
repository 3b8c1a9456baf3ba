import type { LanguageModel, ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { generateObject } from "../structured/generate-object.ts";
import { chatProtocol } from "./chat.ts";
import { createConversation } from "./conversation.ts";
import { type OpenAiModelOptions, readOptions } from "./openai-options.ts";
import { responsesProtocol } from "./responses.ts";
import { estimateCall } from "./usage.ts";

/**
 * Creates a language model out of an endpoint that speaks OpenAI's Chat Completions or Responses: OpenAI, most other
 * providers, and the servers that run models on one's own machine.
 *
 * - Nothing is loaded or sent before the first call. The key is never shown: not by the model, nor by any error.
 * - Rejects with `ModelError`, or with the reason of the request's signal; refuses options with `invalid_options`.
 * - A stream gives text as it comes. With a `schema` it gives the text at once, when it is known to be the last word.
 * - What an endpoint refuses to know (`response_format`, `allowed_tools`, `temperature` of reasoning models, …) is left out
 *   or put otherwise in the same call, and in all later ones. Where `allowed_tools` is not known, a reply may call a
 *   tool that was not allowed: check it.
 *
 * @example
 * const model = openAiModel({ apiKey, model: "gpt-5-mini", prices: { inputPerMillionUsd: 0.25, outputPerMillionUsd: 2 } });
 * const local = openAiModel({ baseURL: "http://127.0.0.1:8080/v1", model: "default" });
 */
export function openAiModel(options: OpenAiModelOptions): LanguageModel {
  const settings = readOptions(options);
  const conversation = createConversation(
    settings,
    settings.api === "chat" ? chatProtocol : responsesProtocol,
  );

  async function generate(request: ModelRequest): Promise<ModelReply> {
    const { messages, schema } = request;
    if (schema === undefined) return conversation.ask(request);
    const ask = (asked: ModelRequest["messages"]): Promise<ModelReply> =>
      conversation.ask({ ...request, messages: asked });
    return generateObject({ messages, schema, repair: settings.repair, ask });
  }

  return {
    modelName: settings.model,
    estimate: (request) => estimateCall(request, settings),
    generate,
    stream: (request) =>
      request.schema === undefined ? conversation.stream(request) : streamWhole(generate, request),
  };
}

async function* streamWhole(
  generate: (request: ModelRequest) => Promise<ModelReply>,
  request: ModelRequest,
): AsyncGenerator<ModelDelta> {
  const reply = await generate(request);
  if (reply.text !== "") yield { type: "text", text: reply.text };
  request.signal.throwIfAborted();
  yield { type: "finish", reply };
}
