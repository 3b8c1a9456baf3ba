import type { LanguageModel, ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { readConversation } from "../prompt/read-conversation.ts";
import { decide } from "./decide.ts";

/** Told by this, not by its name, which others may have too; the same for every installed copy. */
const brand: unique symbol = Symbol.for("convoke.ruleModel");

/** Whether a model is one of `ruleModel`: then no language model was there. */
export function isRuleModel(model: LanguageModel): boolean {
  return (model as { readonly [brand]?: unknown })[brand] === true;
}

/**
 * A language model without a mind: it speaks the same text actions as any other, by rules, without network, key, cost or chance.
 *
 * It reads ordinary English for what is to be researched, compared, checked, voted upon, opened, planned or made, delegates that,
 * and composes the answer from what comes back. It writes text actions only, never tool calls, and takes `schema`, `stop` and
 * `maxOutputTokens` for granted. Rejects with the signal's reason when the signal has aborted.
 *
 * @example
 * const agent = createEnhancedAgent({ model: ruleModel() });
 */
export function ruleModel(): LanguageModel {
  const reply = ({ messages, signal }: ModelRequest): ModelReply => {
    signal.throwIfAborted();
    const text = decide(readConversation(messages));
    return { text, usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 }, finishReason: "stop" };
  };
  const model: LanguageModel = {
    modelName: "rules",
    estimate: () => ({ tokens: 0, costUsd: 0 }),
    generate: async (request) => reply(request),
    async *stream(request): AsyncIterable<ModelDelta> {
      const whole = reply(request);
      yield { type: "text", text: whole.text };
      yield { type: "finish", reply: whole };
    },
  };
  return Object.defineProperty(model, brand, { value: true });
}
