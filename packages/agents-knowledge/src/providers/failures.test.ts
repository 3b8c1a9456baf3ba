import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { answerJson, findDesertedAddress, readRecorded, startService } from "../../test/search-service.ts";
import { createBraveProvider } from "./brave-provider.ts";
import { createMediaWikiProvider } from "./mediawiki-provider.ts";
import { isSearchError, type SearchError } from "./search-error.ts";
import type { SearchProvider } from "./search-provider.ts";
import { createSearxngProvider } from "./searxng-provider.ts";
import { createSerperProvider } from "./serper-provider.ts";
import { createTavilyProvider } from "./tavily-provider.ts";

const apiKey = "secret-0123456789";
const query = { text: "retry", maxResults: 10 };
const startMs = Date.UTC(2026, 0, 1);

const createProviders: readonly [string, (baseUrl: string, more?: object) => SearchProvider][] = [
  ["searxng", (baseUrl, more) => createSearxngProvider({ baseUrl, ...more })],
  ["brave", (baseUrl, more) => createBraveProvider({ baseUrl, apiKey, ...more })],
  ["tavily", (baseUrl, more) => createTavilyProvider({ baseUrl, apiKey, ...more })],
  ["serper", (baseUrl, more) => createSerperProvider({ baseUrl, apiKey, ...more })],
  ["mediawiki", (baseUrl, more) => createMediaWikiProvider({ baseUrl, ...more })],
];

async function searchInVain(
  provider: SearchProvider,
  runtime = createManualRuntime({ startMs }),
  signal = new AbortController().signal,
): Promise<SearchError> {
  const outcome = await provider.search(query, { signal, runtime }).catch((error: unknown) => error);
  expect(outcome).toSatisfy(isSearchError);
  const error = outcome as SearchError;
  expect(OrchestrationError.is(error)).toBe(true);
  expect(error.message).toContain(provider.name);
  expect(JSON.stringify([error.message, error.details])).not.toContain(apiKey);
  expect(error.details).toMatchObject({ provider: provider.name, reason: error.reason });
  expect(runtime.pendingTimers).toBe(0);
  return error;
}

describe.each(createProviders)("%s", (name, create) => {
  const isKeyed = name !== "searxng" && name !== "mediawiki";

  test.each([
    [401, "auth", {}],
    [402, "quota_exceeded", {}],
    [403, name === "searxng" ? "forbidden_format" : "auth", {}],
    [404, "bad_request", {}],
    [429, "rate_limited", { "retry-after": "7" }],
    [500, "unavailable", {}],
    [503, "unavailable", { "retry-after": "7" }],
  ])("says what status %i means, and never the key", async (status, reason, headers) => {
    const service = await startService(
      answerJson(`{"detail":"key ${isKeyed ? apiKey : "none"} is not welcome"}`, { status, headers }),
    );
    const error = await searchInVain(create(service.url));
    expect(error.reason).toBe(reason);
    expect(error.message).toContain(`(${status})`);
    expect(error.code).toBe(ErrorCode.AGENT_FAILED);
    expect(error.retryAfterMs).toBe("retry-after" in headers ? 7_000 : undefined);
  });

  test.each([
    ["HTML", "<!DOCTYPE html><html><title>Sign in</title></html>", /HTML.*Sign in/],
    ["cut JSON", JSON.stringify(readRecorded(name)).slice(0, 200), /no complete JSON/],
    ["nothing", "", /empty/],
    ["a list", "[]", /another shape/],
    ["another object", '{"results":{"organic":5}}', /another shape/],
    ["a very deep list", "[".repeat(500_000), /no complete JSON|another shape/],
  ])("does not take %s for an answer", async (_, body, message) => {
    const service = await startService((response) => response.writeHead(200).end(body));
    const error = await searchInVain(create(service.url));
    expect(error.reason).toBe("invalid_response");
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(400);
  });

  test("does not take its key along to another host", async () => {
    const other = await startService(answerJson(readRecorded(name)));
    const service = await startService((response) =>
      response.writeHead(302, { location: `${other.url}/elsewhere?key=${apiKey}` }).end(),
    );
    const error = await searchInVain(create(service.url));
    expect(error).toMatchObject({ reason: "invalid_response", details: { status: 302 } });
    expect(error.message).toContain(other.url);
    expect(other.requests).toEqual([]);
  });

  test("gives up when its time is over, and closes the connection", async () => {
    const runtime = createManualRuntime({ startMs });
    let closed: Promise<unknown> | undefined;
    const service = await startService((response) => {
      closed = new Promise((resolve) => response.on("close", resolve));
    });
    const failed = searchInVain(create(service.url), runtime);
    await service.received(1);
    await runtime.advance(9_999);
    expect(runtime.pendingTimers).toBe(1);
    await runtime.advance(1);
    expect(await failed).toMatchObject({ reason: "timeout", code: "timeout" });
    await closed;
  });

  test("gives up an answer that never ends, at its limit of bytes", async () => {
    let closed: Promise<unknown> | undefined;
    let sent = 0;
    const service = await startService((response) => {
      closed = new Promise((resolve) => response.on("close", resolve));
      const chunk = `{"results":"${"x".repeat(16_384)}`;
      const write = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        response.once("drain", write);
      };
      write();
    });
    const error = await searchInVain(create(service.url, { maxBytes: 100_000 }));
    expect(error.reason).toBe("invalid_response");
    expect(error.message).toContain("100000 bytes");
    await closed;
    expect(sent).toBeLessThan(50_000_000);
  });

  test("does not read an answer of 10 MB", async () => {
    const body = JSON.stringify({ results: [], padding: "x".repeat(10_000_000) });
    const service = await startService((response) => response.writeHead(200).end(body));
    expect(await searchInVain(create(service.url))).toMatchObject({ reason: "invalid_response" });
  });

  test("reports a connection that is refused, with its address", async () => {
    const service = await startService((response) => response.destroy());
    expect(await searchInVain(create(service.url))).toMatchObject({ reason: "unavailable" });
    const deserted = await findDesertedAddress();
    const error = await searchInVain(create(`${deserted}/path?token=hidden`));
    expect(error).toMatchObject({ reason: "unavailable" });
    expect(error.message).toContain(`${deserted} (ECONNREFUSED)`);
  });

  test("reports an answer that breaks off", async () => {
    const service = await startService((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"results":[', () => response.destroy());
    });
    expect(await searchInVain(create(service.url))).toMatchObject({ reason: "invalid_response" });
  });

  test("rejects with the signal's reason before, during the wait, and during the answer", async () => {
    const runtime = createManualRuntime();
    let started: (() => void) | undefined;
    const service = await startService((response, _, number) => {
      if (number === 2) response.write('{"results":[', () => started?.());
    });
    const provider = create(service.url);
    const reason = new Error("enough");
    await expect(provider.search(query, { signal: AbortSignal.abort(reason), runtime })).rejects.toBe(reason);
    expect(service.requests).toHaveLength(0);
    for (const number of [1, 2]) {
      const controller = new AbortController();
      const bodyStarted = new Promise<void>((resolve) => (started = resolve));
      const search = provider.search(query, { signal: controller.signal, runtime });
      await (number === 1 ? service.received(1) : bodyStarted);
      controller.abort(reason);
      await expect(search).rejects.toBe(reason);
      expect(runtime.pendingTimers).toBe(0);
    }
  });

  test("answers whatever body with valid results or a SearchError", async () => {
    let body = "";
    const service = await startService((response) => response.writeHead(200).end(body));
    const provider = create(service.url);
    const recorded = JSON.stringify(readRecorded(name));
    const entry = fc.record(
      {
        title: fc.anything(),
        url: fc.oneof(fc.webUrl(), fc.constant("javascript:alert(1)"), fc.anything()),
        link: fc.oneof(fc.webUrl(), fc.anything()),
        content: fc.string({ unit: "binary" }),
        description: fc.string({ unit: "binary" }),
        snippet: fc.oneof(fc.string({ unit: "binary" }), fc.anything()),
        score: fc.double(),
      },
      { requiredKeys: [] },
    );
    const list = fc.oneof(fc.array(entry, { maxLength: 15 }), fc.anything());
    const answer = fc.record({
      results: list,
      organic: list,
      web: fc.record({ results: list }),
      query: fc.record({ search: list, general: fc.record({ server: fc.anything() }) }),
    });
    const bodies = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      answer.map((value) =>
        JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? 0 : part)),
      ),
      fc
        .tuple(fc.nat(recorded.length), fc.nat(40), fc.string())
        .map(([at, length, text]) => recorded.slice(0, at) + text + recorded.slice(at + length)),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (given) => {
        body = given;
        const runtime = createManualRuntime();
        const { signal } = new AbortController();
        const outcome = await provider.search(query, { signal, runtime }).catch((error: unknown) => error);
        expect(runtime.pendingTimers).toBe(0);
        if (isSearchError(outcome)) return;
        expect(outcome).toBeInstanceOf(Array);
        const results = outcome as Awaited<ReturnType<SearchProvider["search"]>>;
        expect(results.length).toBeLessThanOrEqual(10);
        for (const { title, url, snippet } of results) {
          expect(url).toMatch(/^https?:\/\//i);
          expect(title).not.toBe("");
          expect(`${title}${snippet}`).not.toMatch(/\p{Cc}/u);
          expect(snippet.length).toBeLessThanOrEqual(1_000);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test("`createSearxngProvider` says which setting hands out JSON", async () => {
  const service = await startService((response) => response.writeHead(403).end("<h1>Forbidden</h1>"));
  const { message } = await searchInVain(createSearxngProvider({ baseUrl: service.url }));
  expect(message).toContain("search.formats");
  expect(message).toContain("settings.yml");
});

test("a `Retry-After` date counts from the runtime's clock", async () => {
  const headers = { "retry-after": new Date(startMs + 90_000).toUTCString() };
  const service = await startService(answerJson("{}", { status: 429, headers }));
  const error = await searchInVain(createTavilyProvider({ baseUrl: service.url, apiKey }));
  expect(error).toMatchObject({ reason: "rate_limited", retryAfterMs: 90_000 });
});

test("`createBraveProvider` waits for the window that is used up, and knows a wrong key by its code", async () => {
  const limit = { "x-ratelimit-remaining": "0, 14523", "x-ratelimit-reset": "1, 1419704" };
  const answers = [
    answerJson({ error: { code: "RATE_LIMITED" } }, { status: 429, headers: limit }),
    answerJson({ error: { code: "SUBSCRIPTION_TOKEN_INVALID" } }, { status: 422 }),
  ];
  const service = await startService((response, request, number) =>
    answers[number - 1](response, request, number),
  );
  const provider = createBraveProvider({ baseUrl: service.url, apiKey });
  expect(await searchInVain(provider)).toMatchObject({ reason: "rate_limited", retryAfterMs: 1_000 });
  expect(await searchInVain(provider)).toMatchObject({ reason: "auth" });
});

test("used-up plans are told from wrong queries", async () => {
  const tavily = await startService(answerJson({ detail: { error: "limit" } }, { status: 432 }));
  expect(await searchInVain(createTavilyProvider({ baseUrl: tavily.url, apiKey }))).toMatchObject({
    reason: "quota_exceeded",
  });
  const serper = await startService(
    answerJson({ message: "Not enough credits", statusCode: 400 }, { status: 400 }),
  );
  expect(await searchInVain(createSerperProvider({ baseUrl: serper.url, apiKey }))).toMatchObject({
    reason: "quota_exceeded",
  });
});

test("a key that the service repeats does not get into results", async () => {
  const echo = { results: [{ title: `for ${apiKey}`, url: `https://x.io/${apiKey}`, content: apiKey }] };
  const service = await startService(answerJson(echo));
  const provider = createTavilyProvider({ baseUrl: service.url, apiKey });
  const results = await provider.search(query, {
    signal: new AbortController().signal,
    runtime: createManualRuntime(),
  });
  expect(results).toHaveLength(1);
  expect(JSON.stringify(results)).not.toContain(apiKey);
});
