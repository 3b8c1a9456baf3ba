import type { LanguageModel, ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { ModelError } from "../errors/model-error.ts";
import { answerRequest, prepareRequest } from "./answer-request.ts";
import { createCallQueue } from "./call-queue.ts";
import { toChatHistory } from "./chat-history.ts";
import { checkGguf } from "./check-gguf.ts";
import { createDeltaQueue, type DeltaQueue } from "./delta-queue.ts";
import { loadModel } from "./loaded-model.ts";
import { type LocalModelOptions, readLocalOptions } from "./local-options.ts";

/** A language model in this process; its memory is given back by `close`. */
export interface LocalModel extends LanguageModel, AsyncDisposable {
  readonly modelName: string;
  /** Tokens that the messages and the reply of a call can have together. */
  readonly contextTokens: number;
  /** Ends what runs, and frees the memory; later calls are refused. */
  close(): Promise<void>;
}

/**
 * Loads a GGUF file and answers with it, without a server and without a key. Needs the package `node-llama-cpp`, of which
 * finished builds only are used: nothing is downloaded, nothing compiled.
 *
 * Calls are answered one at a time, in order; a conversation that only grows is not read anew. `schema` and the
 * form of tool calls are enforced while the reply is written; where tools are given, a reply is one call of those that
 * `toolChoice` allows, or text where none is required. Messages that do not fit are refused with `context_too_long`.
 * Throws `ModelError`: `runtime_missing` without the package, `model_not_found` for a path without a usable file.
 *
 * @example
 * const model = await localModel({ path: "models/assistant.gguf" });
 * const { text } = await model.generate({ messages, maxOutputTokens: 200, signal, purpose: "greet" });
 * await model.close();
 */
export async function localModel(options: LocalModelOptions): Promise<LocalModel> {
  const settings = readLocalOptions(options);
  settings.signal?.throwIfAborted();
  await checkGguf(settings.path);
  const model = await loadModel(settings);
  const { seed, repeatPenalty } = settings;
  const queue = createCallQueue(settings.maxWaiting);
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  async function answer(request: ModelRequest, onText: (text: string) => void): Promise<ModelReply> {
    request.signal.throwIfAborted();
    closing.signal.throwIfAborted();
    const signal = AbortSignal.any([request.signal, closing.signal]);
    const prepared = prepareRequest(model, { ...request, signal });
    return queue.run(signal, () => answerRequest(model, prepared, { seed, repeatPenalty, onText }));
  }

  async function tell(request: ModelRequest, deltas: DeltaQueue<ModelDelta>): Promise<void> {
    try {
      const reply = await answer(request, (text) => deltas.push({ type: "text", text }));
      deltas.push({ type: "finish", reply });
      deltas.end();
    } catch (error) {
      deltas.end({ error });
    }
  }

  async function* stream(request: ModelRequest): AsyncGenerator<ModelDelta, void> {
    const deltas = createDeltaQueue<ModelDelta>();
    const leaving = new AbortController();
    const signal = AbortSignal.any([request.signal, leaving.signal]);
    void tell({ ...request, signal }, deltas);
    try {
      for await (const delta of deltas.take()) {
        request.signal.throwIfAborted();
        yield delta;
      }
    } finally {
      leaving.abort(new ModelError("server_error", "The stream of the local model was left before its end."));
    }
  }

  const close = async (): Promise<void> => {
    closing.abort(new ModelError("runtime_missing", "The local model was closed. Load it again to ask it."));
    await queue.settled();
    await model.dispose();
  };

  return {
    modelName: model.name,
    contextTokens: model.contextTokens,
    estimate: (request) => ({ tokens: model.count(toChatHistory(request)) + request.maxOutputTokens }),
    generate: (request) => answer(request, () => {}),
    stream,
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}
