import { describe, expect, test } from "vitest";
import { createManualRuntime } from "@convoke/core/testing";
import { createIndex } from "../retrieval/create-index.ts";
import { answerJson, readRecorded, startService } from "../../test/search-service.ts";
import { createBraveProvider } from "./brave-provider.ts";
import { createIndexProvider } from "./index-provider.ts";
import { createMediaWikiProvider } from "./mediawiki-provider.ts";
import { createSearxngProvider } from "./searxng-provider.ts";
import { createSerperProvider } from "./serper-provider.ts";
import { createTavilyProvider } from "./tavily-provider.ts";

const wikipedia = "https://en.wikipedia.org/wiki/Exponential_backoff";
const apiKey = "key-0123456789";
const context = (): { signal: AbortSignal; runtime: ReturnType<typeof createManualRuntime> } => ({
  signal: new AbortController().signal,
  runtime: createManualRuntime(),
});
const query = { text: "retry with back-off", maxResults: 10 };

test("`createSearxngProvider` asks /search for JSON, and keeps web pages as plain text", async () => {
  const service = await startService(answerJson(readRecorded("searxng")));
  const provider = createSearxngProvider({ baseUrl: `${service.url}/`, language: "de-CH, en;q=0.5" });
  const results = await provider.search(query, context());
  expect(service.requests[0]).toMatchObject({
    method: "GET",
    path: "/search",
    parameters: { q: "retry with back-off", format: "json" },
    headers: { "accept-language": "de-CH, en;q=0.5", accept: "application/json" },
  });
  expect(results).toEqual([
    {
      title: "Exponential backoff - Wikipedia",
      url: wikipedia,
      snippet: expect.stringMatching(/^Exponential backoff is an algorithm/),
      score: 3,
    },
    {
      title: "Retries & jitter",
      url: "https://example.org/retries?utm_source=feed",
      snippet: "",
      score: 0.5,
    },
  ]);
  expect(provider.costPerQueryUsd ?? 0).toBe(0);
});

test("`createSearxngProvider` keeps the path of an instance below one", async () => {
  const service = await startService(answerJson({ results: [] }));
  await createSearxngProvider({ baseUrl: `${service.url}/searx/` }).search(query, context());
  expect(service.requests[0].path).toBe("/searx/search");
});

test("`createBraveProvider` sends its key as a header, 20 as the highest count, and 400 characters at most", async () => {
  const service = await startService(answerJson(readRecorded("brave")));
  const provider = createBraveProvider({ baseUrl: service.url, apiKey: ` ${apiKey}\n` });
  const results = await provider.search({ text: "word ".repeat(90), maxResults: 50 }, context());
  expect(service.requests[0]).toMatchObject({
    path: "/res/v1/web/search",
    parameters: { count: "20", q: "word ".repeat(50).trim() },
    headers: { "x-subscription-token": apiKey, "cache-control": "no-cache" },
  });
  expect(results).toEqual([
    {
      title: "Exponential backoff - Wikipedia",
      url: wikipedia,
      snippet:
        "Exponential backoff is an algorithm that uses feedback to decrease the rate of some process 'in steps'.",
    },
    {
      title: "Timeouts, retries, and backoff with jitter",
      url: "https://example.com/builders/timeouts-retries",
      snippet: "Whenever one service calls another, retries help.",
    },
  ]);
  expect(provider).toMatchObject({ name: "brave", costPerQueryUsd: 0.005, requestsPerSecond: 1 });
});

test("`createBraveProvider` finds nothing when the answer has no web part", async () => {
  const service = await startService(answerJson({ type: "search", query: { original: "x" } }));
  const provider = createBraveProvider({ baseUrl: service.url, apiKey });
  expect(await provider.search(query, context())).toEqual([]);
});

test("`createTavilyProvider` posts the query with a bearer key", async () => {
  const service = await startService(answerJson(readRecorded("tavily")));
  const provider = createTavilyProvider({ baseUrl: service.url, apiKey, searchDepth: "advanced" });
  const results = await provider.search({ ...query, maxResults: 30 }, context());
  expect(service.requests[0]).toMatchObject({
    method: "POST",
    path: "/search",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
  });
  expect(JSON.parse(service.requests[0].body)).toEqual({
    query: query.text,
    max_results: 20,
    search_depth: "advanced",
  });
  expect(results).toEqual([
    expect.objectContaining({ url: wikipedia, score: 0.91 }),
    expect.objectContaining({ url: "https://example.net/patterns/retry", score: 0.72 }),
  ]);
  expect(results[0].snippet).toContain("feedback to multiplicatively");
  expect(provider.costPerQueryUsd).toBe(0.016);
});

test("`createSerperProvider` posts q and num, and reads the organic results", async () => {
  const service = await startService(answerJson(readRecorded("serper")));
  const provider = createSerperProvider({ baseUrl: service.url, apiKey, costPerQueryUsd: 0 });
  const results = await provider.search(query, context());
  expect(service.requests[0]).toMatchObject({
    method: "POST",
    path: "/search",
    headers: { "x-api-key": apiKey },
  });
  expect(JSON.parse(service.requests[0].body)).toEqual({ q: query.text, num: 10 });
  expect(results.map(({ url, snippet }) => [url, snippet.slice(0, 11)])).toEqual([
    [wikipedia, "Exponential"],
    ["https://example.com/retry-guidance", ""],
  ]);
  expect(provider.costPerQueryUsd).toBe(0);
});

describe("createMediaWikiProvider", () => {
  test("builds addresses as the wiki itself says, and strips the markup of snippets", async () => {
    const service = await startService(answerJson(readRecorded("mediawiki")));
    const provider = createMediaWikiProvider({ baseUrl: service.url, userAgent: "me (me@example.com)" });
    const results = await provider.search(query, context());
    expect(service.requests[0]).toMatchObject({
      path: "/w/api.php",
      parameters: { action: "query", list: "search", srsearch: query.text, srlimit: "10", meta: "siteinfo" },
      headers: { "user-agent": "me (me@example.com)" },
    });
    expect(results).toEqual([
      {
        title: "Exponential backoff",
        url: "http://en.wikipedia.org/wiki/Exponential_backoff",
        snippet: 'Exponential backoff is an algorithm that uses feedback "in steps"',
      },
      {
        title: "AT&T/Retry? 100%",
        url: "http://en.wikipedia.org/wiki/AT%26T/Retry%3F_100%25",
        snippet: "",
      },
    ]);
  });

  test("takes the address of an api.php as it is, and tells errors that come with status 200", async () => {
    const service = await startService(
      answerJson({ error: { code: "ratelimited", info: "You've exceeded your rate limit." } }),
    );
    const provider = createMediaWikiProvider({ baseUrl: `${service.url}/api.php` });
    await expect(provider.search(query, context())).rejects.toMatchObject({
      name: "SearchError",
      reason: "rate_limited",
      details: { provider: "mediawiki" },
    });
    expect(service.requests[0].path).toBe("/api.php");
  });
});

test("`createIndexProvider` answers with the files and lines of an index", async () => {
  const index = createIndex([{ file: "a.md", text: "# Queues\nA **queue** keeps jobs." }]);
  const provider = createIndexProvider({
    name: "handbook",
    rank: (text, limit) => index.rank(text, { limit }),
  });
  expect(await provider.search({ text: "queue", maxResults: 3 }, context())).toEqual([
    {
      title: "a.md › Queues",
      file: "a.md",
      line: 2,
      snippet: "A queue keeps jobs.",
      score: expect.any(Number),
    },
  ]);
  await expect(provider.search(query, { ...context(), signal: AbortSignal.abort("gone") })).rejects.toBe(
    "gone",
  );
});

test("providers refuse options that cannot be used, and never repeat a key", () => {
  const attempts: [() => unknown, RegExp][] = [
    [() => createSearxngProvider({ baseUrl: "localhost:8080" }), /searxng provider's baseUrl/],
    [() => createSearxngProvider({ baseUrl: "file:///etc" }), /baseUrl/],
    [() => createSearxngProvider({ baseUrl: "http://me:secret@host" }), /user name or password/],
    [() => createSearxngProvider({ baseUrl: "http://host", language: "x\ny" }), /language/],
    [() => createSearxngProvider({ baseUrl: "http://host", timeout: 5 } as never), /timeout does not exist/],
    [() => createBraveProvider({ apiKey: "" }), /brave provider's apiKey is missing/],
    [() => createBraveProvider({ apiKey: "two secret words" }), /apiKey holds/],
    [() => createBraveProvider({} as never), /apiKey is missing/],
    [() => createTavilyProvider({ apiKey, searchDepth: "deep" as never }), /searchDepth/],
    [() => createSerperProvider({ apiKey, timeoutMs: 0 }), /timeoutMs is 0/],
    [() => createSerperProvider({ apiKey, requestsPerSecond: Number.NaN }), /requestsPerSecond is NaN/],
    [() => createSerperProvider({ apiKey, costPerQueryUsd: -1 }), /costPerQueryUsd is -1/],
    [() => createSerperProvider({ apiKey, name: " " }), /name/],
  ];
  for (const [attempt, message] of attempts) {
    expect(attempt).toThrow(expect.objectContaining({ code: "invalid_argument" }));
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow(/secret/);
  }
});
