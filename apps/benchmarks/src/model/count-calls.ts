import type { LanguageModel, ModelDelta, ModelReply } from "@convoke/core";

/** What a model was asked and said, also in runs that ended without an answer. */
export interface CallCounts {
  replies: number;
  inputTokens: number;
  outputTokens: number;
  /** Replies that were cut off by the limit on their length. */
  cut: number;
}

/** A model that counts what goes through it. */
export function countCalls(
  model: LanguageModel,
  onReply: (text: string) => void,
): { readonly model: LanguageModel; readonly counts: CallCounts } {
  const counts: CallCounts = { replies: 0, inputTokens: 0, outputTokens: 0, cut: 0 };

  function count({ text, toolCalls, usage, finishReason }: ModelReply): void {
    counts.replies += 1;
    counts.inputTokens += usage.inputTokens;
    counts.outputTokens += usage.outputTokens;
    if (finishReason === "length") counts.cut += 1;
    onReply(toolCalls === undefined ? text : `${text}\n${JSON.stringify(toolCalls)}`);
  }

  const counting: LanguageModel = {
    ...(model.modelName !== undefined && { modelName: model.modelName }),
    ...(model.estimate !== undefined && { estimate: (request) => model.estimate!(request) }),
    async generate(request) {
      const reply = await model.generate(request);
      count(reply);
      return reply;
    },
    async *stream(request): AsyncGenerator<ModelDelta, void> {
      for await (const delta of model.stream(request)) {
        if (delta.type === "finish") count(delta.reply);
        yield delta;
      }
    },
  };
  return { model: counting, counts };
}
