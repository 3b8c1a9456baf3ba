import type { LanguageModel } from "@convoke/core";
import { type OpenAiModelOptions, readOptions } from "./openai-options.ts";

export function openAiModel(options: OpenAiModelOptions): LanguageModel {
  const settings = readOptions(options);
  return {
    modelName: settings.model,
    async generate() {
      throw new Error("not written yet");
    },
    async *stream() {},
  };
}
