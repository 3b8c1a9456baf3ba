import { expect, test } from "vitest";
import { type LanguageModel, type ModelDelta, type ModelReply, streamWithinBudget } from "../index.ts";

const request = {
  messages: [{ role: "user", content: "When?" }],
  maxOutputTokens: 50,
  purpose: "Tell",
} as const;
const budget = { reserve: async (amount: object) => ({ amount, settle: async () => {} }) };
const reply: ModelReply = {
  text: "At noon.",
  usage: { inputTokens: 1, outputTokens: 3 },
  finishReason: "stop",
};

/** A model whose stream is written down by hand. */
function streamingModel(stream: LanguageModel["stream"]): LanguageModel {
  return { generate: () => Promise.reject(new Error("not asked")), stream };
}

test("`streamWithinBudget` lets the event loop have its turn beside a stream that never waits", async () => {
  const model = streamingModel(async function* () {
    for (;;) yield { type: "text", text: "" };
  });
  const controller = new AbortController();
  // A message arrives in a turn of its own, for which a stream in nothing but promises would never make room.
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => controller.abort(new Error("enough")));
  port1.start();
  port2.postMessage("stop");
  const reading = (async () => {
    for await (const _ of streamWithinBudget(model, request, { signal: controller.signal, budget }));
  })();
  await expect(reading).rejects.toThrow("enough");
  port1.close();
});

test("`streamWithinBudget` gives the whole reply of a stream that cannot be ended", async () => {
  const model = streamingModel(() => ({
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: { type: "finish", reply } as const }),
      return: () => new Promise<never>(() => {}),
    }),
  }));
  const deltas: ModelDelta[] = [];
  const { signal } = new AbortController();
  for await (const delta of streamWithinBudget(model, request, { signal, budget })) deltas.push(delta);
  expect(deltas).toEqual([{ type: "finish", reply }]);
});
