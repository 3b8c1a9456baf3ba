import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import {
  type Amount,
  ErrorCode,
  generateWithinBudget,
  type LanguageModel,
  type ModelDelta,
  type ModelReply,
  OrchestrationError,
  streamWithinBudget,
} from "../index.ts";
import { hold, scriptedModel } from "../testing/index.ts";

const request = {
  purpose: "test",
  messages: [
    { role: "system", content: "é".repeat(300) },
    {
      role: "assistant",
      content: "",
      toolCalls: [{ id: "1", name: "f", arguments: { text: "a".repeat(300) } }],
    },
  ],
  maxOutputTokens: 50,
} as const;
const reply: ModelReply = {
  text: "At noon.",
  usage: { inputTokens: 10, outputTokens: 5, costUsd: 0.1 },
  finishReason: "stop",
};
const reason = new Error("enough");

function createContext(refusal?: unknown) {
  const controller = new AbortController();
  const reserved: Amount[] = [];
  const settled: Amount[] = [];
  const budget = {
    async reserve(amount: Amount) {
      if (refusal !== undefined) throw refusal;
      reserved.push(amount);
      return { amount, settle: async (actual: Amount) => void settled.push(actual) };
    },
  };
  return { budget, reserved, settled, controller, signal: controller.signal };
}

/** A model whose stream is written down by hand. */
function streamingModel(stream: LanguageModel["stream"]): LanguageModel {
  return { generate: () => Promise.reject(new Error("not asked")), stream };
}

/** Until everything that can go on without the outside has done so. */
async function letItWait(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** Both ways to ask, for what holds of both. */
const ways = [
  [
    "generateWithinBudget",
    (
      model: LanguageModel,
      asked: Parameters<typeof generateWithinBudget>[1],
      context: ReturnType<typeof createContext>,
    ) => generateWithinBudget(model, asked, context),
  ],
  [
    "streamWithinBudget",
    async (
      model: LanguageModel,
      asked: Parameters<typeof generateWithinBudget>[1],
      context: ReturnType<typeof createContext>,
    ): Promise<ModelReply> => {
      let whole: ModelReply | undefined;
      for await (const delta of streamWithinBudget(model, asked, context))
        if (delta.type === "finish") whole = delta.reply;
      return whole!;
    },
  ],
] as const;

describe.each(ways)("`%s`", (_name, ask) => {
  test("reserves the bytes of what it sends and what it may get, and settles with what was used", async () => {
    const context = createContext();
    const model = scriptedModel([reply]);
    const tools = [{ name: "f", description: "b".repeat(300), parameters: {} }];
    expect(await ask(model, { ...request, tools }, context)).toEqual(reply);
    // Three times 300 bytes and more, at three bytes a token, and 50 tokens of the reply.
    expect(context.reserved[0]!.tokens).toBeGreaterThan(450);
    expect(context.reserved[0]!.costUsd).toBeUndefined();
    expect(context.settled).toEqual([{ tokens: 15, costUsd: 0.1 }]);
    expect(model.requests[0]).toMatchObject({ ...request, tools });
  });

  test("reserves what the model says a call can use, money included", async () => {
    const context = createContext();
    const model = { ...scriptedModel([reply]), estimate: () => ({ tokens: 900, costUsd: 2 }) };
    await ask(model, request, context);
    expect(context.reserved).toEqual([{ tokens: 900, costUsd: 2 }]);
    expect(context.settled).toEqual([{ tokens: 15, costUsd: 0.1 }]);
  });

  test.each([
    [() => ({ costUsd: 2 }), 2],
    [() => ({ tokens: Number.NaN, costUsd: -1 }), undefined],
    [() => ({ tokens: 1e300 }), undefined],
    [() => null as never, undefined],
    [
      () => {
        throw new Error("no");
      },
      undefined,
    ],
  ])("counts bytes for an estimate that cannot be true (%#)", async (estimate, costUsd) => {
    const context = createContext();
    await ask({ ...scriptedModel([reply]), estimate }, request, context);
    expect(context.reserved).toEqual([{ tokens: expect.any(Number), ...(costUsd && { costUsd }) }]);
    expect(context.reserved[0]!.tokens).toBeGreaterThan(250);
    expect(context.reserved[0]!.tokens).toBeLessThan(600);
  });

  test.each([
    [
      { inputTokens: -1, outputTokens: 5, costUsd: 1 },
      { tokens: 900, costUsd: 2 },
    ],
    [
      { inputTokens: 1, outputTokens: Number.POSITIVE_INFINITY },
      { tokens: 900, costUsd: 2 },
    ],
    [undefined, { tokens: 900, costUsd: 2 }],
    [
      { inputTokens: 1, outputTokens: 2 },
      { tokens: 3, costUsd: 2 },
    ],
    [
      { inputTokens: 1, outputTokens: 2, costUsd: Number.NaN },
      { tokens: 3, costUsd: 2 },
    ],
    [
      { inputTokens: 0, outputTokens: 0, costUsd: 0 },
      { tokens: 0, costUsd: 0 },
    ],
  ])("settles the usage %j with %j", async (usage, expected) => {
    const context = createContext();
    const model = scriptedModel([{ ...reply, usage: usage as never }]);
    await ask({ ...model, estimate: () => ({ tokens: 900, costUsd: 2 }) }, request, context);
    expect(context.settled).toEqual([expected]);
  });

  test("sends nothing when the budget refuses", async () => {
    const refusal = new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, "No room.");
    const model = scriptedModel([reply]);
    await expect(ask(model, request, createContext(refusal))).rejects.toBe(refusal);
    expect(model.requests).toEqual([]);
  });

  test("keeps the reservation of a call that fails", async () => {
    const context = createContext();
    const failure = new Error("overloaded");
    await expect(ask(scriptedModel([failure]), request, context)).rejects.toBe(failure);
    expect(context.reserved).toHaveLength(1);
    expect(context.settled).toEqual([]);
  });

  test("rejects with the signal's reason, also when the model does not listen", async () => {
    const never = new Promise<never>(() => {});
    const deaf: LanguageModel = {
      generate: () => never,
      stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => never, return: () => never }) }),
    };
    for (const model of [deaf, scriptedModel([hold()])]) {
      for (const own of [false, true]) {
        const context = createContext();
        const controller = own ? new AbortController() : context.controller;
        const asked = ask(model, { ...request, ...(own && { signal: controller.signal }) }, context);
        await letItWait();
        controller.abort(reason);
        await expect(asked).rejects.toBe(reason);
        expect(context.settled).toEqual([]);
        expect(getEventListeners(context.signal, "abort")).toHaveLength(0);
      }
    }
  });

  test("reserves nothing under a signal that has aborted", async () => {
    const context = createContext();
    context.controller.abort(reason);
    const model = scriptedModel([reply]);
    await expect(ask(model, request, context)).rejects.toBe(reason);
    expect([context.reserved, model.requests]).toEqual([[], []]);
  });

  test("gives its reservation back when the call is stopped before it was sent", async () => {
    const context = createContext();
    const own = new AbortController();
    const reserve: typeof context.budget.reserve = (amount) => {
      own.abort(reason);
      return context.budget.reserve(amount);
    };
    const model = scriptedModel([reply]);
    const asked = ask(model, { ...request, signal: own.signal }, { ...context, budget: { reserve } });
    await expect(asked).rejects.toBe(reason);
    expect(model.requests).toEqual([]);
    expect(context.settled).toEqual([{ tokens: 0, costUsd: 0 }]);
  });

  test("refuses a request that is no JSON, with words", async () => {
    const schema: Record<string, unknown> = {};
    schema["self"] = schema;
    await expect(ask(scriptedModel([reply]), { ...request, schema }, createContext())).rejects.toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
      message: expect.stringContaining("cannot be written as JSON"),
    });
  });
});

describe("`streamWithinBudget`", () => {
  test("hands pieces over as they come, and books before it gives the last one", async () => {
    const context = createContext();
    const seen: unknown[] = [];
    const model = streamingModel(async function* () {
      yield { type: "text", text: "At " };
      yield { type: "ping" } as never;
      yield undefined as never;
      yield { type: "text", text: "noon." };
      yield { type: "finish", reply };
      throw new Error("read too far");
    });
    for await (const delta of streamWithinBudget(model, request, context))
      seen.push([delta.type === "text" ? delta.text : delta.type, context.settled.length]);
    expect(seen).toEqual([
      ["At ", 0],
      ["noon.", 0],
      ["finish", 1],
    ]);
  });

  test("ends the call of a reader that stops early, and keeps its reservation", async () => {
    const context = createContext();
    const ended: unknown[] = [];
    const model = streamingModel(async function* ({ signal }) {
      try {
        for (;;) yield { type: "text", text: "and " };
      } finally {
        ended.push(signal.aborted, (signal.reason as OrchestrationError).code);
      }
    });
    for await (const delta of streamWithinBudget(model, request, context)) {
      expect(delta).toEqual({ type: "text", text: "and " });
      break;
    }
    expect(ended).toEqual([true, ErrorCode.CANCELLED]);
    expect([context.reserved.length, context.settled.length]).toEqual([1, 0]);
    expect(context.signal.aborted).toBe(false);
  });

  test("rejects for a stream that ends without the whole reply", async () => {
    const context = createContext();
    const model = streamingModel(async function* () {
      yield { type: "text", text: "At n" };
    });
    const pieces: ModelDelta[] = [];
    const read = async () => {
      for await (const delta of streamWithinBudget(model, request, context)) pieces.push(delta);
    };
    await expect(read()).rejects.toMatchObject({ code: ErrorCode.AGENT_FAILED });
    expect([pieces.length, context.settled.length]).toEqual([1, 0]);
  });

  test("rejects with what the model throws in the middle, and keeps the reservation", async () => {
    const context = createContext();
    const failure = new Error("reset");
    const model = streamingModel(async function* () {
      yield { type: "text", text: "At n" };
      throw failure;
    });
    const pieces: ModelDelta[] = [];
    const read = async () => {
      for await (const delta of streamWithinBudget(model, request, context)) pieces.push(delta);
    };
    await expect(read()).rejects.toBe(failure);
    expect([pieces.length, context.reserved.length, context.settled.length]).toEqual([1, 1, 0]);
  });

  test("reserves nothing before it is read", async () => {
    const context = createContext();
    const stream = streamWithinBudget(scriptedModel([reply]), request, context);
    await stream.return(undefined);
    expect(context.reserved).toEqual([]);
  });
});
