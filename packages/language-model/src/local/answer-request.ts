import type { ModelReply, ModelRequest } from "@convoke/core";
import type { ChatHistoryItem } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { toChatHistory } from "./chat-history.ts";
import { describeThrown } from "./describe-thrown.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { createReplyGrammar } from "./reply-grammar.ts";

/** What the model is asked with, checked before it waits for its turn. */
export interface PreparedRequest {
  readonly request: ModelRequest;
  readonly history: ChatHistoryItem[];
  readonly inputTokens: number;
}

/** Renders a request, and refuses what does not fit: nothing is ever cut off silently. */
export function prepareRequest(model: LoadedModel, request: ModelRequest): PreparedRequest {
  const history = toChatHistory(request);
  const inputTokens = model.count(history);
  const { maxOutputTokens } = request;
  if (!Number.isInteger(maxOutputTokens) || maxOutputTokens < 1) {
    throw new ModelError(
      "invalid_request",
      `localModel: maxOutputTokens is ${maxOutputTokens}; pass a whole number from 1.`,
    );
  }
  if (inputTokens + maxOutputTokens > model.contextTokens) {
    throw new ModelError(
      "context_too_long",
      `The messages have ${inputTokens} tokens, and with ${maxOutputTokens} for the reply they do not fit the ` +
        `${model.contextTokens} of ${model.name}. Send less, ask for less, or raise contextTokens.`,
      { details: { inputTokens, maxOutputTokens, contextTokens: model.contextTokens } },
    );
  }
  return { request, history, inputTokens };
}

/** Lets the model write a reply; `onText` hears of each piece of it. */
export async function answerRequest(
  { chat, llama }: LoadedModel,
  { request, history, inputTokens }: PreparedRequest,
  { seed, onText }: { readonly seed: number | undefined; readonly onText: (text: string) => void },
): Promise<ModelReply> {
  const { signal, schema, maxOutputTokens, temperature = 0, stop } = request;
  const before = chat.sequence.tokenMeter.getState();
  try {
    const grammar = schema === undefined ? undefined : await createReplyGrammar(llama, schema);
    const { response, metadata } = await chat.generateResponse(history, {
      signal,
      maxTokens: maxOutputTokens,
      temperature,
      repeatPenalty: false,
      ...(seed !== undefined && { seed }),
      ...(stop !== undefined && stop.length > 0 && { customStopTriggers: stop }),
      ...(grammar !== undefined && { grammar }),
      contextShift: { size: 1, strategy: refuseShift },
      onTextChunk: (text) => {
        if (text !== "") onText(text);
      },
    });
    const { usedOutputTokens } = chat.sequence.tokenMeter.diff(before);
    const isCut = metadata.stopReason === "maxTokens";
    const object = schema === undefined || isCut ? undefined : parseReply(response);
    return {
      text: response,
      ...(object !== undefined && { object }),
      usage: { inputTokens, outputTokens: Math.min(usedOutputTokens, maxOutputTokens) },
      finishReason: isCut ? "length" : "stop",
    };
  } catch (cause) {
    signal.throwIfAborted();
    if (ModelError.is(cause)) throw cause;
    throw new ModelError(
      "server_error",
      `The local model failed while it wrote (${describeThrown(cause)}).`,
      { cause },
    );
  }
}

function parseReply(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message =
      "The reply of the local model is no JSON: a text of `stop` ended it. Leave stop out where a schema is given.";
    throw new ModelError("bad_response", message, { cause });
  }
}

/** Older messages would be forgotten without a word. */
function refuseShift(): never {
  throw new ModelError(
    "context_too_long",
    "The reply does not fit the context of the local model. Send less, or raise contextTokens.",
  );
}
