import { expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import {
  createContext,
  createFailing,
  createHeldProvider,
  createProvider,
  page,
} from "../../test/search-providers.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { SearchError } from "./search-error.ts";
import type { SearchProvider } from "./search-provider.ts";
import { createWebSearch } from "./web-search.ts";

const index = createIndex([{ file: "a.md", text: "# Queues\nA queue keeps jobs." }]);
const rank = (text: string, limit: number) => index.rank(text, { limit });

const query = { text: "queue", maxResults: 10 };

test("`createWebSearch` asks all at once, and fuses what they find with the index", async () => {
  const held = ["one", "two"].map((name) => createHeldProvider(name));
  const webSearch = createWebSearch({ providers: held.map(({ provider }) => provider) });
  const found = webSearch.search(query, { ...createContext(), rank, corpusRevision: "1" });
  await Promise.resolve();
  expect(held.map(({ calls }) => calls.length)).toEqual([1, 1]);
  held[1].calls[0].answer([page("https://b.io"), page("https://a.io")]);
  held[0].calls[0].answer([page("https://a.io/?utm_source=x")]);
  const { results, providers } = await found;
  expect(results.map(({ url, file, providers }) => [url ?? file, providers])).toEqual([
    ["https://a.io/?utm_source=x", ["one", "two"]],
    ["https://b.io", ["two"]],
    ["a.md", ["index"]],
  ]);
  expect(providers).toEqual([
    { name: "one", status: "answered", results: 1 },
    { name: "two", status: "answered", results: 2 },
    { name: "index", status: "answered", results: 1 },
  ]);
});

test("a provider that fails is reported beside the results of the others, and nothing of that is kept", async () => {
  const providers = [createFailing("bad", "rate_limited", 5_000), createProvider("good", "https://a.io")];
  const webSearch = createWebSearch({ providers });
  const context = createContext();
  const answer = await webSearch.search(query, context);
  expect(answer.results).toHaveLength(1);
  expect(answer.providers).toEqual([
    {
      name: "bad",
      status: "failed",
      results: 0,
      error: { reason: "rate_limited", message: "bad says rate_limited.", retryAfterMs: 5_000 },
    },
    { name: "good", status: "answered", results: 1 },
  ]);
  const again = webSearch.search(query, context);
  await context.runtime.advance(5_000);
  expect((await again).providers[1].status).toBe("answered");
});

test("a search fails with the first error when all providers fail and the index holds nothing", async () => {
  const providers = [createFailing("one", "auth"), createFailing("two", "rate_limited", 70_000)];
  const webSearch = createWebSearch({ providers });
  const failed = webSearch.search({ ...query, text: "neptune" }, { ...createContext(), rank });
  await expect(failed).rejects.toMatchObject({
    name: "SearchError",
    reason: "auth",
    message: "one says auth. The others failed too: two (rate_limited).",
    details: {
      provider: "one",
      reason: "auth",
      providers: [
        { name: "one", reason: "auth" },
        { name: "two", reason: "rate_limited", retryAfterMs: 70_000 },
      ],
    },
  });
  const fromIndex = await webSearch.search(query, { ...createContext(), rank });
  expect(fromIndex.results).toHaveLength(1);
  expect(fromIndex.providers.map(({ status }) => status)).toEqual(["failed", "failed", "answered"]);
});

test("a search that finds nothing is an answer as long as one provider has given it", async () => {
  const webSearch = createWebSearch({ providers: [createFailing("one", "auth"), createProvider("two")] });
  expect((await webSearch.search(query, createContext())).results).toEqual([]);
});

test("repeated and concurrent queries are answered once, until the index changes", async () => {
  const { provider, calls } = createHeldProvider("one");
  const webSearch = createWebSearch({ providers: [provider], timeToLiveMs: 1_000 });
  const context = { ...createContext(), rank, corpusRevision: "1" };
  const both = [webSearch.search(query, context), webSearch.search({ ...query, text: " QUEUE " }, context)];
  await Promise.resolve();
  expect(calls).toHaveLength(1);
  calls[0].answer([page("https://a.io")]);
  const [first, second] = await Promise.all(both);
  expect(second.results).toEqual(first.results);
  const cached = await webSearch.search(query, context);
  expect(cached.results).toEqual(first.results);
  expect(cached.providers.map(({ status }) => status)).toEqual(["cached", "cached"]);
  void webSearch.search(query, { ...context, corpusRevision: "2" });
  await context.runtime.advance(1_000);
  void webSearch.search(query, context);
  await context.runtime.advance(0);
  expect(calls).toHaveLength(3);
});

test("one who leaves rejects with the reason; the last to leave stops the providers", async () => {
  const { provider, calls } = createHeldProvider("one");
  const webSearch = createWebSearch({ providers: [provider] });
  const controllers = [new AbortController(), new AbortController()];
  const searches = controllers.map(({ signal }) => webSearch.search(query, createContext(signal)));
  await Promise.resolve();
  controllers[0].abort("first");
  await expect(searches[0]).rejects.toBe("first");
  expect(calls[0].context.signal.aborted).toBe(false);
  controllers[1].abort("second");
  await expect(searches[1]).rejects.toBe("second");
  expect(calls[0].context.signal.aborted).toBe(true);
});

test("a provider that never answers, throws anything, or breaks its contract, fails alone", async () => {
  const silent = createHeldProvider("silent");
  const providers: SearchProvider[] = [
    silent.provider,
    {
      name: "throwing",
      search: () => {
        throw null;
      },
    }, // eslint-disable-line no-throw-literal
    { name: "wrong", search: async () => "results" as never },
    {
      name: "sloppy",
      search: async () =>
        [
          page("javascript:alert(1)"),
          page("https://a.io"),
          { title: 5 },
          null,
          ...Array.from({ length: 500 }, (_, at) => page(`https://b.io/${at}`)),
        ] as never,
    },
  ];
  const context = createContext();
  const found = createWebSearch({ providers }).search(query, context);
  await context.runtime.advance(60_000);
  const { results, providers: reports } = await found;
  expect(reports.map(({ name, results, error }) => [name, error?.reason ?? results])).toEqual([
    ["silent", "timeout"],
    ["throwing", "unavailable"],
    ["wrong", "invalid_response"],
    ["sloppy", 10],
  ]);
  expect(results).toHaveLength(10);
  expect(results[0].url).toBe("https://a.io");
  expect(silent.calls[0].context.signal.aborted).toBe(true);
  expect(context.runtime.pendingTimers).toBe(0);
});

test("providers wait in line at their rate, whichever search asks, and pause when the service says so", async () => {
  const times: number[] = [];
  const runtime = createManualRuntime();
  const provider: SearchProvider = {
    name: "one",
    requestsPerSecond: 1,
    async search() {
      times.push(runtime.now());
      if (times.length !== 2) return [];
      throw new SearchError("slow down", { provider: "one", reason: "rate_limited", retryAfterMs: 20_000 });
    },
  };
  const searches = [createWebSearch({ providers: [provider] }), createWebSearch({ providers: [provider] })];
  const context = { signal: new AbortController().signal, runtime };
  const answers = ["a", "b", "c", "d"].map((text, at) =>
    searches[at % 2].search({ text, maxResults: 1 }, context).catch((error: SearchError) => error.reason),
  );
  await runtime.advance(60_000);
  expect(times).toEqual([0, 1_000, 21_000, 22_000]);
  expect(await answers[1]).toBe("rate_limited");
});

test("`createWebSearch` refuses providers that it cannot tell apart or ask", () => {
  const one = createProvider("one");
  const attempts: [unknown, RegExp][] = [
    [{ providers: [one, createProvider("one")] }, /"one", which is there twice/],
    [{ providers: [createProvider("index")] }, /"index", which is the name of the agent's own index/],
    [{ providers: [null] }, /number 1, which has no name/],
    [{ providers: [{ name: "x" }] }, /"x", which has no name or no search function/],
    [{ providers: one }, /no list/],
    [{ providers: [{ ...one, timeoutMs: 0 }] }, /timeoutMs is 0/],
    [{ providers: [{ ...one, requestsPerSecond: 0 }] }, /requestsPerSecond is 0/],
    [{ providers: [{ ...one, costPerQueryUsd: -1 }] }, /costPerQueryUsd is -1/],
    [{ timeToLive: 5 }, /timeToLive does not exist/],
    [{ timeToLiveMs: Number.NaN }, /timeToLiveMs is NaN/],
  ];
  for (const [options, message] of attempts) {
    expect(() => createWebSearch(options as never)).toThrow(message);
    expect(() => createWebSearch(options as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  }
});
