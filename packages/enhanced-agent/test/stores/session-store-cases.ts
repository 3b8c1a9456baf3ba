import { ErrorCode } from "@convoke/core";
import { expect } from "vitest";
import type { Exchange, SessionStore } from "../../src/conversation/session-store.ts";

export function createExchange(taskId: string, rest: Partial<Exchange> = {}): Exchange {
  return { taskId, prompt: "What is tea?", answer: "A drink [E1.1].", sources: [], at: 1_000, ...rest };
}

export interface SessionLimits {
  readonly maxSessions: number;
  readonly maxExchanges: number;
}

const wide: SessionLimits = { maxSessions: 10, maxExchanges: 10 };

/** What every store of conversations promises. */
export const sessionStoreCases: readonly (readonly [
  promise: string,
  check: (create: (limits: SessionLimits) => SessionStore) => Promise<void>,
])[] = [
  [
    "gives back exchanges as they were appended, the oldest first",
    async (create) => {
      const store = create(wide);
      const sources = [
        { id: "E1.1", quote: "Tea is a drink.", title: "Tea", location: "tea.md", line: 3 },
        { id: "E1.2", quote: "" },
      ];
      const exchanges = [createExchange("a", { sources, at: 9.5 }), createExchange("b"), createExchange("c")];
      for (const exchange of exchanges) await store.append("s", exchange);
      expect(await store.load("s", 10)).toEqual(exchanges);
      expect(await store.load("s", 2)).toEqual(exchanges.slice(1));
      expect(await store.load("s", 0)).toEqual([]);
    },
  ],
  [
    "knows nothing of an unknown id, and keeps conversations apart",
    async (create) => {
      const store = create(wide);
      await store.append("s", createExchange("a"));
      await store.append("S", createExchange("a", { answer: "Other." }));
      expect(await store.load("t", 5)).toEqual([]);
      expect(await store.load("s", 5)).toEqual([createExchange("a")]);
      expect(await store.load("S", 5)).toEqual([createExchange("a", { answer: "Other." })]);
    },
  ],
  [
    "keeps the first of two exchanges of one task",
    async (create) => {
      const store = create(wide);
      await store.append("s", createExchange("a"));
      await store.append("s", createExchange("a", { answer: "Again." }));
      expect(await store.load("s", 5)).toEqual([createExchange("a")]);
    },
  ],
  [
    "keeps the latest exchanges of a long conversation",
    async (create) => {
      const store = create({ maxSessions: 2, maxExchanges: 2 });
      for (const id of ["a", "b", "c"]) await store.append("s", createExchange(id));
      await store.append("t", createExchange("d"));
      expect((await store.load("s", 5)).map(({ taskId }) => taskId)).toEqual(["b", "c"]);
    },
  ],
  [
    "makes room by the conversation that was left for longest",
    async (create) => {
      const store = create({ maxSessions: 2, maxExchanges: 2 });
      await store.append("s", createExchange("a"));
      await store.append("t", createExchange("b"));
      await store.append("s", createExchange("c"));
      await store.append("u", createExchange("d"));
      const kept = await Promise.all(["s", "t", "u"].map(async (id) => (await store.load(id, 5)).length));
      expect(kept).toEqual([2, 0, 1]);
    },
  ],
  [
    "keeps hostile texts as they are",
    async (create) => {
      const store = create(wide);
      for (const text of ["\u0000", "\ud800", "'; DROP TABLE convoke_exchanges; --", "\r\n", "__proto__"]) {
        const sources = [{ id: text, quote: text, title: text, location: text }];
        const exchange = createExchange(text, { prompt: text, answer: text, sources });
        await store.append(text, exchange);
        expect(await store.load(text, 5)).toEqual([exchange]);
      }
    },
  ],
  [
    "is not reached by changes of what was appended",
    async (create) => {
      const store = create(wide);
      const exchange = { ...createExchange("a"), sources: [{ id: "E1.1", quote: "Tea" }] };
      await store.append("s", exchange);
      exchange.answer = "changed";
      exchange.sources[0]!.quote = "changed";
      expect(await store.load("s", 1)).toEqual([
        createExchange("a", { sources: [{ id: "E1.1", quote: "Tea" }] }),
      ]);
    },
  ],
  [
    "refuses what is no exchange, and says what is wrong with it",
    async (create) => {
      const store = create(wide);
      const bad: readonly (readonly [unknown, string])[] = [
        [undefined, "append: pass an exchange"],
        [{ ...createExchange("a"), taskId: "" }, "taskId must be"],
        [{ ...createExchange("a"), answer: 5 }, "answer must be"],
        [{ ...createExchange("a"), at: Number.POSITIVE_INFINITY }, "at must be"],
        [{ ...createExchange("a"), sources: {} }, "sources must be a list"],
        [{ ...createExchange("a"), sources: [{ id: "E1.1" }] }, "sources[0]: quote must be"],
        [
          { ...createExchange("a"), sources: [{ id: "E1.1", quote: "", line: 1.5 }] },
          "sources[0]: line must be",
        ],
        [createExchange("a", { prompt: "x".repeat(8_000_001) }), "Cite shorter quotes"],
      ];
      for (const [exchange, message] of bad)
        await expect(store.append("s", exchange as Exchange), message).rejects.toMatchObject({
          code: ErrorCode.INVALID_ARGUMENT,
          message: expect.stringContaining(message),
        });
      await expect(store.append("", createExchange("a"))).rejects.toMatchObject({
        code: ErrorCode.INVALID_ARGUMENT,
      });
      await expect(store.load("s", -1)).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    },
  ],
];
