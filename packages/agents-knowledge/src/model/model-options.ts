import { ErrorCode, OrchestrationError } from "@convoke/core";

/** What an agent uses its language model for, besides writing and judging. */
export interface ModelOptions {
  /** Has the passages put in order by the model before it writes: one call more for each question. @default false */
  readonly rerank: boolean;
}

/** Fills in the defaults; refuses unknown names and what is neither true nor false. */
export function completeModelOptions(options: Partial<ModelOptions> = {}): ModelOptions {
  for (const [name, value] of Object.entries(options)) {
    if (name === "rerank" && (value === undefined || typeof value === "boolean")) continue;
    const message =
      name === "rerank"
        ? `modelOptions.rerank is ${String(value)}; pass true or false.`
        : `modelOptions.${name} does not exist; what can be set is rerank.`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, {
      details: { option: `modelOptions.${name}` },
    });
  }
  return { rerank: options.rerank ?? false };
}
