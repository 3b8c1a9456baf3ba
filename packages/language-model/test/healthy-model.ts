import type { LanguageModel, ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { hold, scriptedModel, type ModelStep } from "@convoke/core/testing";
import { ModelError } from "../src/errors/model-error.ts";
import { caseRequests } from "../src/testing/case-requests.ts";
import type { ModelContext } from "../src/testing/model-case.ts";

/** A request that the healthy model refuses. */
export const impossible = { messages: [], maxOutputTokens: 10 };

/** A model that keeps every promise, for showing that each case notices one that does not. */
export function createHealthyModel(text: string = healthyReply.text): LanguageModel {
  const script = scriptedModel((request) => answer(request, text));
  return {
    estimate: ({ maxOutputTokens }) => ({ tokens: 100 + maxOutputTokens, costUsd: 1 }),
    generate: (request) => script.generate(request),
    async *stream(request): AsyncGenerator<ModelDelta, void> {
      if (isSlow(request)) yield { type: "text", text: "Once" };
      const reply = await script.generate(request);
      for (const text of reply.text.match(/.{1,7}/gs) ?? []) {
        request.signal.throwIfAborted();
        yield { type: "text", text };
      }
      yield { type: "finish", reply };
    },
  };
}

/** A context around a subject. */
export function createModelContext(subject = createHealthyModel()): ModelContext {
  return { subject, requests: { impossible } };
}

/** What the healthy model says to the requests of the cases. */
export const healthyReply = {
  text: "Red, green and blue.",
  usage: { inputTokens: 20, outputTokens: 6, costUsd: 0.5 },
  finishReason: "stop",
} as const satisfies ModelReply;

function isSlow({ messages }: ModelRequest): boolean {
  return messages.at(-1)?.content === caseRequests.slow.messages.at(-1)!.content;
}

function answer(request: ModelRequest, text: string): ModelStep {
  if (request.messages.length === 0) return new ModelError("invalid_request", "There is no message.");
  if (isSlow(request)) return hold();
  const { usage } = healthyReply;
  if (request.schema !== undefined) return { object: { city: "Oslo", people: 700_000 }, usage };
  if (request.tools !== undefined) {
    const toolCalls = [{ id: "1", name: "read_temperature", arguments: { city: "Oslo" } }];
    return { text: "", toolCalls, finishReason: "tool-calls", usage };
  }
  if (request.maxOutputTokens < 10)
    return { text: "One, two", finishReason: "length", usage: { ...usage, outputTokens: 4 } };
  return { ...healthyReply, text };
}
