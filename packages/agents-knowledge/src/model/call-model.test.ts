import { z } from "zod";
import { expect, test } from "vitest";
import { type Amount, ErrorCode, type LanguageModel, OrchestrationError } from "@convoke/core";
import { createScriptedModel } from "@convoke/core/testing";
import { callModel } from "./call-model.ts";

const question = {
  purpose: "test",
  system: "Rules.",
  user: "é".repeat(300),
  schema: z.object({ a: z.number() }),
  maxOutputTokens: 50,
};

function createBudget(refusal?: unknown) {
  const reserved: Amount[] = [];
  const settled: Amount[] = [];
  const budget = {
    async reserve(amount: Amount) {
      if (refusal !== undefined) throw refusal;
      reserved.push(amount);
      return {
        amount,
        async settle(actual: Amount) {
          settled.push(actual);
        },
      };
    },
  };
  return { budget, reserved, settled, signal: new AbortController().signal };
}

test("`callModel` reserves for what it sends and may get, and settles with what was used", async () => {
  const context = createBudget();
  const usage = { inputTokens: 10, outputTokens: 5, costUsd: 0.1 };
  const model = createScriptedModel([{ object: { a: 1, more: 2 }, usage }]);
  expect(await callModel(model, question, context)).toEqual({ isUsable: true, value: { a: 1 } });
  // 600 bytes of text are 200 tokens; rules and schema come on top.
  expect(context.reserved[0].tokens).toBeGreaterThan(250);
  expect(context.settled).toEqual([{ tokens: 15, costUsd: 0.1 }]);
  expect(model.requests[0]).toMatchObject({ temperature: 0, maxOutputTokens: 50, purpose: "test" });
  expect(model.requests[0].signal).toBe(context.signal);
});

test.each([
  [{ inputTokens: -1, outputTokens: 5 }],
  [{ inputTokens: Number.NaN, outputTokens: 5 }],
  [undefined],
])("`callModel` books its estimate for the usage %j", async (usage) => {
  const context = createBudget();
  const reply = { text: '{"a":1}', finishReason: "stop", usage } as never;
  expect((await callModel(createScriptedModel([reply]), question, context)).isUsable).toBe(true);
  expect(context.settled).toEqual(context.reserved);
});

test("`callModel` leaves the reservation of a failed call as it is, since nobody knows what it used", async () => {
  const context = createBudget();
  const outcome = await callModel(createScriptedModel([new Error("reset")]), question, context);
  expect(outcome).toEqual({ isUsable: false, reason: "it failed: reset" });
  expect(context.settled).toEqual([]);
});

test("`callModel` takes a refused reservation for a reason, and any other error of the budget for an error", async () => {
  const full = new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, "maxTokens 5");
  expect(await callModel(createScriptedModel([""]), question, createBudget(full))).toEqual({
    isUsable: false,
    reason: "the budget has no room for it (maxTokens 5)",
  });
  const lost = new OrchestrationError(ErrorCode.LEASE_LOST, "taken over");
  await expect(callModel(createScriptedModel([""]), question, createBudget(lost))).rejects.toBe(lost);
});

test("`callModel` rejects with the signal's reason: before the call, during it, and after the budget stopped it", async () => {
  const model = createScriptedModel([{ object: { a: 1 } }]);
  const reason = new Error("enough");
  const before = { ...createBudget(), signal: AbortSignal.abort(reason) };
  await expect(callModel(model, question, before)).rejects.toBe(reason);
  expect(model.requests).toHaveLength(0);

  const during = new AbortController();
  const deaf: LanguageModel = {
    generate() {
      during.abort(reason);
      return new Promise((_, reject) => queueMicrotask(() => reject(new Error("late"))));
    },
    async *stream() {},
  };
  await expect(callModel(deaf, question, { ...createBudget(), signal: during.signal })).rejects.toBe(reason);

  const after = new AbortController();
  const settle = async (): Promise<void> => after.abort(reason);
  const budget = { reserve: async (amount: Amount) => ({ amount, settle }) };
  await expect(callModel(model, question, { budget, signal: after.signal })).rejects.toBe(reason);
});

test.each([[null], ["text"], [7], [{}]])("`callModel` survives %j in the place of a reply", async (reply) => {
  const model = { generate: async () => reply, async *stream() {} } as unknown as LanguageModel;
  expect((await callModel(model, question, createBudget())).isUsable).toBe(false);
});
