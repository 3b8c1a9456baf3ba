// For users of language models.
export { openAiModel } from "./openai/openai-model.ts";
export type { ModelPrices, OpenAiModelOptions } from "./openai/openai-options.ts";
export { localModel, type LocalModel } from "./local/local-model.ts";
export type { LocalModelOptions } from "./local/local-options.ts";
export { modelFromEnvironment, type ModelFromEnvironmentOptions } from "./model-from-environment.ts";
export { ModelError, type ModelErrorReason } from "./errors/model-error.ts";
