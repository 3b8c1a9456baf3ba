import { expect, test } from "vitest";
import { type Amount, ErrorCode, type LanguageModel, OrchestrationError } from "../index.ts";
import { scriptedModel } from "../testing/index.ts";
import { callModel } from "./call-model.ts";

const question = {
  purpose: "test",
  messages: [
    { role: "system", content: "Rules." },
    { role: "user", content: "é".repeat(300) },
  ],
  schema: { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
  maxOutputTokens: 50,
} as const;

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
  const model = scriptedModel([{ object: { a: 1, more: 2 }, usage }]);
  expect(await callModel(model, question, context)).toEqual({
    kind: "value",
    value: { a: 1, more: 2 },
    text: '{"a":1,"more":2}',
  });
  // 600 bytes of text are 200 tokens; rules and schema come on top.
  expect(context.reserved[0]!.tokens).toBeGreaterThan(250);
  expect(context.settled).toEqual([{ tokens: 15, costUsd: 0.1 }]);
  expect(model.requests[0]).toMatchObject({ temperature: 0, maxOutputTokens: 50, purpose: "test" });
  expect(model.requests[0]!.signal).toBe(context.signal);
});

test.each([
  [{ inputTokens: -1, outputTokens: 5 }],
  [{ inputTokens: Number.NaN, outputTokens: 5 }],
  [{ inputTokens: 1e300, outputTokens: 5 }],
  [undefined],
])("`callModel` books its estimate for the usage %j", async (usage) => {
  const context = createBudget();
  const reply = { text: '{"a":1}', finishReason: "stop", usage } as never;
  expect((await callModel(scriptedModel([reply]), question, context)).kind).toBe("value");
  expect(context.settled).toEqual(context.reserved);
});

test("`callModel` leaves the reservation of a failed call as it is, since nobody knows what it used", async () => {
  const context = createBudget();
  const outcome = await callModel(scriptedModel([new Error("reset")]), question, context);
  expect(outcome).toEqual({ kind: "failed", reason: "it failed: reset" });
  expect(context.settled).toEqual([]);
});

test("`callModel` takes a refused reservation for a reason, and any other error of the budget for an error", async () => {
  const full = new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, "maxTokens 5");
  expect(await callModel(scriptedModel([""]), question, createBudget(full))).toEqual({
    kind: "failed",
    reason: "the budget has no room for it (maxTokens 5)",
  });
  const lost = new OrchestrationError(ErrorCode.LEASE_LOST, "taken over");
  await expect(callModel(scriptedModel([""]), question, createBudget(lost))).rejects.toBe(lost);
});

test("`callModel` rejects with the signal's reason: before the call, during it, and after the budget stopped it", async () => {
  const model = scriptedModel([{ object: { a: 1 } }]);
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
  expect((await callModel(model, question, createBudget())).kind).toBe("failed");
});

test("`callModel` survives a reply that throws when it is read", async () => {
  const reply = {
    get usage(): never {
      throw new Error("no");
    },
    get finishReason(): never {
      throw new Error("no");
    },
  };
  const model: LanguageModel = { generate: async () => reply as never, async *stream() {} };
  const context = createBudget();
  expect(await callModel(model, question, context)).toEqual({
    kind: "failed",
    reason: "its reply cannot be read",
  });
  expect(context.settled).toEqual(context.reserved);
});

test.each([
  ["refused", { text: "No.", finishReason: "refusal" as const }, "it refused"],
  ["called a tool", { text: "", finishReason: "tool-calls" as const }, "it did not finish its reply"],
  ["wrote a book", { text: "a".repeat(400_001) }, "its reply is longer than 400000 characters"],
])("`callModel` says that asking again is no use of a model that %s", async (_what, line, reason) => {
  expect(await callModel(scriptedModel([line]), question, createBudget())).toEqual({
    kind: "failed",
    reason,
  });
});

test.each([
  [
    "is cut off",
    { text: '{"a":', finishReason: "length" as const },
    "its reply was cut off",
    "after 50 tokens",
  ],
  ["says no JSON", "Sure!", "its reply is no JSON", "reply with one JSON object only"],
  ["says nothing", "", "its reply is no JSON", "reply with one JSON object only"],
])("`callModel` says what to send back to a model that %s", async (_what, line, reason, problem) => {
  expect(await callModel(scriptedModel([line]), question, createBudget())).toEqual({
    kind: "unreadable",
    reason,
    problem: expect.stringContaining(problem),
    text: typeof line === "string" ? line : line.text,
  });
});

test("`callModel` finds the JSON within what a model puts around it", async () => {
  const model = scriptedModel(['Here it is:\n```json\n{"a":1}\n```\nDone.']);
  expect(await callModel(model, question, createBudget())).toMatchObject({ kind: "value", value: { a: 1 } });
});
