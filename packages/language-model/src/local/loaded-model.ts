import { basename } from "node:path";
import type { ChatHistoryItem, Llama, LlamaChat, LlamaModel } from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { describeThrown } from "./describe-thrown.ts";
import { loadLlamaModule } from "./load-llama.ts";
import type { LocalModelSettings } from "./local-options.ts";

/** A model in memory, with one conversation that its calls share one after the other. */
export interface LoadedModel {
  readonly name: string;
  readonly llama: Llama;
  readonly chat: LlamaChat;
  /** Tokens that a request and its reply can have together. */
  readonly contextTokens: number;
  /** Tokens of a rendered conversation. */
  count(history: readonly ChatHistoryItem[]): number;
  dispose(): Promise<void>;
}

/** Loads the weights and takes the memory for one conversation. */
export async function loadModel(settings: LocalModelSettings): Promise<LoadedModel> {
  const { getLlama, LlamaChat, LlamaLogLevel } = await loadLlamaModule();
  const { path, signal, threads, gpuLayers, contextTokens } = settings;
  let llama: Llama | undefined;
  try {
    llama = await getLlama({
      build: "never",
      skipDownload: true,
      progressLogs: false,
      gpu: gpuLayers === 0 ? false : "auto",
      logLevel: LlamaLogLevel.disabled,
      maxThreads: threads,
    });
    signal?.throwIfAborted();
    const model = await llama.loadModel({
      modelPath: path,
      gpuLayers,
      ...(signal && { loadSignal: signal }),
    });
    const most = Math.min(contextTokens, model.trainContextSize);
    const context = await model.createContext({
      sequences: 1,
      contextSize: { min: Math.min(256, most), max: most },
      threads,
      ...(signal && { createSignal: signal }),
    });
    const chat = new LlamaChat({ contextSequence: context.getSequence() });
    const loaded = llama;
    return {
      name: settings.name ?? readName(model, path),
      llama,
      chat,
      contextTokens: Math.min(context.contextSize, most),
      count: (history) => countTokens(chat, history),
      dispose: () => loaded.dispose(),
    };
  } catch (cause) {
    await llama?.dispose();
    signal?.throwIfAborted();
    throw describeFailure(cause, path, llama !== undefined);
  }
}

function countTokens({ chatWrapper, model }: LlamaChat, history: readonly ChatHistoryItem[]): number {
  const chatHistory = [...history, { type: "model" as const, response: [] }];
  return chatWrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer).length;
}

function readName({ fileInfo }: LlamaModel, path: string): string {
  const name: unknown = fileInfo.metadata.general?.name;
  return typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 200) : basename(path, ".gguf");
}

function describeFailure(cause: unknown, path: string, hasRuntime: boolean): ModelError {
  const reason = describeThrown(cause);
  if (hasRuntime) {
    return new ModelError("model_not_found", `localModel: ${path} cannot be loaded (${reason}).`, {
      cause,
      details: { path },
    });
  }
  const message =
    `localModel: node-llama-cpp has no finished build that runs on this machine (${reason}). ` +
    "Install it with its optional dependencies, or build it once with: npx node-llama-cpp source build";
  return new ModelError("runtime_missing", message, { cause, details: { package: "node-llama-cpp" } });
}
