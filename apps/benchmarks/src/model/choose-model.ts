import type { LanguageModel } from "@convoke/core";
import { ruleModel } from "@convoke/enhanced-agent";
import { localModel, modelFromEnvironment } from "@convoke/language-model";
import type { EvaluationOptions } from "./read-options.ts";

/** The model that is evaluated. */
export interface ChosenModel {
  readonly model: LanguageModel;
  readonly name: string;
  /** Tokens that fit into it, where that is known. */
  readonly contextTokens?: number;
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => {};

/** The rules if they are asked for, else the GGUF file of `LLM_MODEL_PATH`, else the model of the environment. */
export async function chooseModel({
  rules,
  threads,
}: Pick<EvaluationOptions, "rules" | "threads">): Promise<ChosenModel> {
  if (rules) return { model: ruleModel(), name: "rules", close: nothingToClose };
  const path = process.env.LLM_MODEL_PATH;
  if (path !== undefined && path !== "") {
    const model = await localModel({ path, ...(threads !== undefined && { threads }) });
    return { model, name: model.modelName, contextTokens: model.contextTokens, close: () => model.close() };
  }
  const model = modelFromEnvironment();
  if (model === undefined) {
    throw new Error(
      "No model is named. Set LLM_MODEL_PATH, LLM_BASE_URL and LLM_MODEL, or LLM_API_KEY; or pass --rules.",
    );
  }
  return { model, name: model.modelName ?? "a model without a name", close: nothingToClose };
}
