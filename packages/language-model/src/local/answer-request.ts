import type { ModelReply, ModelRequest } from "@convoke/core";
import type { ChatHistoryItem } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { toChatHistory } from "./chat-history.ts";
import { describeThrown } from "./describe-thrown.ts";
import type { LoadedModel } from "./loaded-model.ts";
import { createReplyForm } from "./reply-form.ts";

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

/** How a reply is chosen, and who hears of it. */
export interface AnswerOptions {
  readonly seed: number | undefined;
  readonly repeatPenalty: number;
  readonly onText: (text: string) => void;
}

/** Tokens of the reply that a repetition is looked for in: some sentences, since loops have whole ones. */
const penalizedTokens = 256;

/** Lets the model write a reply; `onText` hears of each piece of it. */
export async function answerRequest(
  { chat, llama }: LoadedModel,
  { request, history, inputTokens }: PreparedRequest,
  { seed, repeatPenalty, onText }: AnswerOptions,
): Promise<ModelReply> {
  const { signal, maxOutputTokens, temperature = 0, stop } = request;
  const before = chat.sequence.tokenMeter.getState();
  try {
    const { grammar, isShownAtOnce, read } = await createReplyForm(llama, request);
    const { response, metadata } = await chat.generateResponse(history, {
      signal,
      maxTokens: maxOutputTokens,
      temperature,
      repeatPenalty: repeatPenalty === 1 ? false : { penalty: repeatPenalty, lastTokens: penalizedTokens },
      ...(seed !== undefined && { seed }),
      ...(stop !== undefined && stop.length > 0 && { customStopTriggers: stop }),
      ...(grammar !== undefined && { grammar }),
      contextShift: { size: 1, strategy: refuseShift },
      onTextChunk: (text) => {
        if (text !== "" && isShownAtOnce) onText(text);
      },
    });
    const { usedOutputTokens } = chat.sequence.tokenMeter.diff(before);
    const isCut = metadata.stopReason === "maxTokens";
    const usage = { inputTokens, outputTokens: Math.min(usedOutputTokens, maxOutputTokens) };
    if (isCut && isShownAtOnce) return { text: response, usage, finishReason: "length" };
    // What was begun of a call is nothing that could be shown or performed.
    if (isCut) return { text: "", usage, finishReason: "length" };
    const reply = { finishReason: "stop" as const, ...read(response), usage };
    if (!isShownAtOnce && reply.text !== "") onText(reply.text);
    return reply;
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

/** Older messages would be forgotten without a word. */
function refuseShift(): never {
  throw new ModelError(
    "context_too_long",
    "The reply does not fit the context of the local model. Send less, or raise contextTokens.",
  );
}
