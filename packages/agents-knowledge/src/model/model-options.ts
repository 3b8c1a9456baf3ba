import { createRefusal, requireOptions, showValue } from "../retrieval/index-options.ts";

/** What an agent uses its language model for, besides writing and judging. */
export interface ModelOptions {
  /** Has the passages put in order by the model before it writes: one call more for each question. @default false */
  readonly rerank: boolean;
}

/** Fills in the defaults; refuses unknown names and what is neither true nor false. */
export function completeModelOptions(options: Partial<ModelOptions> = {}): ModelOptions {
  requireOptions("modelOptions", options, ["rerank"], "modelOptions.");
  const { rerank = false } = options;
  if (typeof rerank !== "boolean") {
    throw createRefusal(
      "modelOptions.rerank",
      `modelOptions.rerank is ${showValue(rerank)}; pass true or false.`,
    );
  }
  return { rerank };
}
