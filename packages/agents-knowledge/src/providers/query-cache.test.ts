import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import { createQueryCache, type QueryCacheOptions } from "./query-cache.ts";
import { createQueryKey } from "./query-key.ts";

function setUp(options: Partial<QueryCacheOptions<string>> = {}) {
  const runtime = createManualRuntime();
  const cache = createQueryCache<string>({
    maxEntries: 2,
    timeToLiveMs: 1_000,
    isWorthKeeping: () => true,
    ...options,
  });
  const started: {
    key: string;
    signal: AbortSignal;
    finish: (v: string) => void;
    fail: (e: unknown) => void;
  }[] = [];
  const open = (key: string, signal = new AbortController().signal) =>
    cache.open(
      key,
      { runtime, signal },
      (context) =>
        new Promise((finish, fail) => {
          started.push({ key, signal: context.signal, finish, fail });
          context.signal.addEventListener("abort", () => fail(context.signal.reason));
        }),
    );
  const fill = async (key: string): Promise<void> => {
    const { value } = open(key);
    started.at(-1)?.finish(`value of ${key}`);
    await value;
  };
  return { runtime, cache, started, open, fill };
}

test("equal queries under way are answered once", async () => {
  const { cache, started, open } = setUp();
  expect(cache.has("a", 0)).toBe(false);
  const [first, second] = [open("a"), open("a")];
  expect([first.origin, second.origin]).toEqual(["started", "joined"]);
  expect(cache.has("a", 0)).toBe(true);
  started[0].finish("answer");
  expect(await Promise.all([first.value, second.value])).toEqual(["answer", "answer"]);
  expect(started).toHaveLength(1);
  const third = open("a");
  expect([third.origin, await third.value]).toEqual(["cached", "answer"]);
});

test("one who leaves does not disturb the others, and the last to leave stops the query", async () => {
  const { cache, started, open } = setUp();
  const [first, second] = [new AbortController(), new AbortController()];
  const values = [open("a", first.signal).value, open("a", second.signal).value];
  first.abort("first gone");
  await expect(values[0]).rejects.toBe("first gone");
  expect(started[0].signal.aborted).toBe(false);
  second.abort("second gone");
  await expect(values[1]).rejects.toBe("second gone");
  expect(started[0].signal.reason).toBe("second gone");
  expect(getEventListeners(first.signal, "abort")).toHaveLength(0);
  expect(cache.has("a", 0)).toBe(false);
  expect(open("a").origin).toBe("started");
});

test("one who stays gets the answer although who asked first has left", async () => {
  const { started, open } = setUp();
  const first = new AbortController();
  const left = open("a", first.signal).value;
  const stays = open("a").value;
  first.abort("gone");
  await expect(left).rejects.toBe("gone");
  started[0].finish("answer");
  expect(await stays).toBe("answer");
  expect(open("a").origin).toBe("cached");
});

test("one who has left already starts nothing", async () => {
  const { started, open } = setUp();
  await expect(open("a", AbortSignal.abort("gone")).value).rejects.toBe("gone");
  expect(started).toEqual([]);
});

test("failures, and answers that are not worth it, are not kept", async () => {
  const { started, open, fill } = setUp({ isWorthKeeping: (value) => !value.includes("partial") });
  const failed = [open("a").value, open("a").value];
  started[0].fail(new Error("down"));
  for (const value of failed) await expect(value).rejects.toThrow("down");
  expect(open("a").origin).toBe("started");
  await fill("partial");
  expect(open("partial").origin).toBe("started");
});

test("answers end with their time, and the one used longest ago makes room", async () => {
  const { runtime, cache, open, fill } = setUp();
  await fill("a");
  await runtime.advance(500);
  await fill("b");
  expect(open("a").origin).toBe("cached");
  await fill("c");
  expect(["a", "b", "c"].map((key) => cache.has(key, runtime.now()))).toEqual([true, false, true]);
  await runtime.advance(500);
  expect(open("a").origin).toBe("started");
  expect(open("c").origin).toBe("cached");
  expect(runtime.pendingTimers).toBe(0);
});

test("nothing is kept when there is room for none", async () => {
  const { open, fill } = setUp({ maxEntries: 0 });
  await fill("a");
  expect(open("a").origin).toBe("started");
});

test("`createQueryKey` ignores case and spacing, and heeds operators, counts, providers and the index", () => {
  const circumstances = { maxResults: 5, providers: ["a"], corpusRevision: "1" };
  const key = createQueryKey("Red  pandas ", circumstances);
  expect(createQueryKey("red pandas", circumstances)).toBe(key);
  const others = [
    createQueryKey("red pandas", { ...circumstances, maxResults: 6 }),
    createQueryKey("red pandas", { ...circumstances, providers: ["a", "b"] }),
    createQueryKey("red pandas", { ...circumstances, corpusRevision: "2" }),
    createQueryKey("red OR pandas", circumstances),
    createQueryKey("red or pandas", circumstances),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});
