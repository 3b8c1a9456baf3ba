import type { LanguageModel, ModelDelta, ModelReply, ModelRequest } from "@convoke/core";
import { collect } from "../src/testing/case-calls.ts";
import { healthyReply } from "./healthy-model.ts";

/** Replaces some of a healthy model's methods by broken ones; at least one mutant a case. */
export type ModelMutant = (healthy: LanguageModel) => Partial<LanguageModel>;

const never = new AbortController().signal;

/** Models that each break a promise, by the name of the case that has to notice. */
export const modelMutants: Readonly<Record<string, readonly ModelMutant[]>> = {
  "generate replies with text and usage": [
    changeReply((reply) => ({ ...reply, text: "" })),
    changeReply((reply) => ({ ...reply, usage: { inputTokens: 0, outputTokens: 1 } })),
    changeReply((reply) => ({ ...reply, usage: undefined as never })),
    changeReply((reply) => ({ ...reply, usage: { inputTokens: 1, outputTokens: 1e6 } })),
  ],
  "stream tells the reply in pieces": [
    changeDeltas((deltas) => deltas.slice(1)),
    changeDeltas((deltas) => [{ type: "text", text: "" }, ...deltas]),
    changeDeltas((deltas) => deltas.slice(-1)),
  ],
  "stream finishes once, at its end": [
    changeDeltas((deltas) => deltas.slice(0, -1)),
    changeDeltas((deltas) => [...deltas, deltas.at(-1)!]),
    changeDeltas((deltas) => deltas.toReversed()),
  ],
  "maxOutputTokens ends a reply with length": [
    changeReply((reply) => ({ ...reply, finishReason: "stop" })),
    changeReply((reply) => ({ ...reply, usage: { inputTokens: 20, outputTokens: 50 } })),
    (healthy) => ({ stream: (request) => healthy.stream({ ...request, maxOutputTokens: 100 }) }),
  ],
  "schema gives an object that fits it": [
    changeReply(({ object: _, ...reply }) => reply),
    changeReply((reply) => ({ ...reply, object: { city: "Oslo" } })),
    (healthy) => ({ stream: (request) => healthy.stream({ ...request, schema: undefined as never }) }),
  ],
  "tools are called, or refused": [
    changeReply(({ toolCalls: _, ...reply }) => reply),
    changeReply((reply) => ({ ...reply, finishReason: "stop" })),
    changeReply((reply) => ({
      ...reply,
      toolCalls: [{ ...reply.toolCalls![0]!, arguments: '{"city":"Oslo"}' }],
    })),
  ],
  "estimate is never less than the truth": [
    () => ({ estimate: () => ({ tokens: 3, costUsd: 1 }) }),
    () => ({ estimate: () => ({ tokens: 1000 }) }),
  ],
  "a signal that has aborted stops a call before it starts": [
    (healthy) => ({ generate: (request) => healthy.generate({ ...request, signal: never }) }),
    (healthy) => ({ stream: (request) => healthy.stream({ ...request, signal: never }) }),
    (healthy) => ({
      generate: (request) => healthy.generate(request).catch(() => Promise.reject(new Error("no"))),
    }),
  ],
  "an abort ends generate": [
    () => ({ generate: async () => healthyReply }),
    (healthy) => ({
      generate: (request) => healthy.generate(request).catch(() => Promise.reject(new Error("no"))),
    }),
    breakAfterAbort,
  ],
  "an abort ends stream": [
    () => ({ stream: (request) => say(request, false) }),
    () => ({ stream: (request) => say(request, true) }),
  ],
  "a stream may be left before its end": [breakAfterLeaving],
  "two calls at once get a reply each": [
    (healthy) => {
      let isBusy = false;
      return {
        async generate(request) {
          if (isBusy) throw new Error("busy");
          isBusy = true;
          return healthy.generate(request).finally(() => (isBusy = false));
        },
      };
    },
    abortTogether,
  ],
  "the request stays as it was": [
    (healthy) => ({
      generate(request) {
        (request.messages as { role: string; content: string }[]).push({ role: "user", content: "More." });
        return healthy.generate(request);
      },
    }),
    () => ({
      estimate(request) {
        (request as { maxOutputTokens: number }).maxOutputTokens = 9_999;
        return { tokens: 20_000, costUsd: 1 };
      },
    }),
  ],
  "errors are rejections": [
    (healthy) => ({
      generate(request) {
        request.signal.throwIfAborted();
        return healthy.generate(request);
      },
    }),
    (healthy) => ({
      stream(request) {
        if (request.messages.length === 0) throw new Error("no messages");
        return healthy.stream(request);
      },
    }),
    (healthy) => ({ generate: (request) => healthy.generate(request).catch(() => healthyReply) }),
    (healthy) => ({
      generate: (request) => healthy.generate(request).catch(() => Promise.reject(new Error("untyped"))),
    }),
  ],
};

/** Another reply, from `generate` and at the end of `stream`. */
function changeReply(change: (reply: ModelReply) => ModelReply): ModelMutant {
  return (healthy) => ({ generate: async (request) => change(await healthy.generate(request)) });
}

function changeDeltas(change: (deltas: ModelDelta[]) => ModelDelta[]): ModelMutant {
  return (healthy) => ({
    async *stream(request) {
      yield* change(await collect(healthy.stream(request)));
    },
  });
}

/** Deaf to its signal, or stopped by it with an error of its own. */
async function* say({ signal }: ModelRequest, isMoved: boolean): AsyncGenerator<ModelDelta, void> {
  yield { type: "text", text: "Red" };
  if (isMoved && signal.aborted) throw new Error("no");
  yield { type: "finish", reply: { ...healthyReply, text: "Red" } };
}

function breakAfterAbort(healthy: LanguageModel): Partial<LanguageModel> {
  let isBroken = false;
  return {
    generate(request) {
      request.signal.addEventListener("abort", () => (isBroken = true));
      return isBroken ? Promise.reject(new Error("broken")) : healthy.generate(request);
    },
  };
}

function breakAfterLeaving(healthy: LanguageModel): Partial<LanguageModel> {
  let isBroken = false;
  return {
    generate: (request) => (isBroken ? Promise.reject(new Error("broken")) : healthy.generate(request)),
    async *stream(request) {
      let isOver = false;
      try {
        for await (const delta of healthy.stream(request)) yield delta;
        isOver = true;
      } finally {
        isBroken = !isOver;
      }
    },
  };
}

/** One signal stops every call. */
function abortTogether(healthy: LanguageModel): Partial<LanguageModel> {
  const all = new AbortController();
  return {
    generate(request) {
      request.signal.addEventListener("abort", () => all.abort(request.signal.reason));
      const signal = AbortSignal.any([request.signal, all.signal]);
      return Promise.resolve().then(() => healthy.generate({ ...request, signal }));
    },
  };
}
