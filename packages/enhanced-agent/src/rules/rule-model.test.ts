import type { ModelDelta, ModelRequest } from "@convoke/core";
import { expect, test } from "vitest";
import { readMessage } from "../../test/rules-read.ts";
import { createFirstMessage } from "../prompt/first-message.ts";
import { isRuleModel, ruleModel } from "./rule-model.ts";

function createRequest(signal = new AbortController().signal): ModelRequest {
  const first = createFirstMessage({
    marker: "data-1f2e",
    prompt: "Research React",
    agents: [{ agentType: "knowledge", description: "Research", capabilities: [] }],
    state: "PLANNING",
    allowed: ["PLAN"],
  });
  const messages = [{ role: "system", content: "Rules." } as const, first];
  return { messages, maxOutputTokens: 10, signal, purpose: "test" };
}

test("`ruleModel` writes the same actions whole and as a stream, and uses nothing", async () => {
  const model = ruleModel();
  const reply = await model.generate(createRequest());
  expect(readMessage(reply.text).map(({ name }) => name)).toEqual(["PLAN", "DELEGATE"]);
  expect(reply).toMatchObject({
    finishReason: "stop",
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
  });
  const deltas: ModelDelta[] = [];
  for await (const delta of model.stream(createRequest())) deltas.push(delta);
  expect(deltas).toEqual([
    { type: "text", text: reply.text },
    { type: "finish", reply },
  ]);
  expect(isRuleModel(model)).toBe(true);
  expect(model.estimate?.(createRequest())).toEqual({ tokens: 0, costUsd: 0 });
});

test("`ruleModel` rejects with the signal's reason", async () => {
  const reason = new Error("enough");
  const request = createRequest(AbortSignal.abort(reason));
  await expect(ruleModel().generate(request)).rejects.toBe(reason);
  await expect(ruleModel().stream(request)[Symbol.asyncIterator]().next()).rejects.toBe(reason);
});

test("`ruleModel` answers messages that are none of a run", async () => {
  const { text } = await ruleModel().generate({
    ...createRequest(),
    messages: [{ role: "user", content: "Hi" }],
  });
  expect(readMessage(text).map(({ name }) => name)).toEqual(["PLAN", "ANSWER"]);
});
