import { createManualRuntime } from "@convoke/core/testing";
import { Hono } from "hono";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { type Configuration, readConfiguration } from "../settings/config.ts";
import { createErrorHandler, createNotFoundHandler } from "./answer-errors.ts";
import { createGuard } from "./guard.ts";
import { createLogger } from "./create-logger.ts";
import { ProblemError } from "./problem.ts";

const token = "a-token-of-a-test-0123456789";

function createGuarded(configuration: Partial<Configuration> = {}, level = "silent") {
  const runtime = createManualRuntime({ startMs: 1_000 });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ level, secrets: [configuration.token], destination });
  const stopping = new AbortController();
  const app = new Hono();
  app.onError(createErrorHandler(logger));
  app.notFound(createNotFoundHandler(app));
  app.use(
    createGuard({
      configuration: { ...readConfiguration({}), ...configuration },
      runtime,
      logger,
      stopping: stopping.signal,
    }),
  );
  app.get("/api/things", (context) => context.json({ things: [] }));
  app.post("/api/things", async (context) => context.json(await context.req.json()));
  app.get("/api/broken", () => {
    throw new Error(`It broke with Bearer ${token} and api_key=abcdefgh`, { cause: new Error("the disk") });
  });
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/page", (context) => context.html("<p>page</p>"));
  const ask = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) => {
    const response = await app.request(path, { ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { response, status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return { app, ask, runtime, lines, stopping };
}

const json = { "content-type": "application/json" };

describe("createGuard", () => {
  test("lets requests of the server's own names pass, with headers that let nothing in", async () => {
    const { ask } = createGuarded({ allowedHosts: ["convoke.example:8080", "other.example"] });
    for (const host of [
      "127.0.0.1:4680",
      "localhost",
      "LOCALHOST:9",
      "[::1]:4680",
      "convoke.example:8080",
      "other.example:1",
    ]) {
      const { response, status } = await ask("/api/things", { host });
      expect([host, status]).toEqual([host, 200]);
      expect(response.headers.get("content-security-policy")).toMatch(
        /default-src 'none'; script-src 'self';/,
      );
      expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("refuses other hosts: a name that was rebound, a port that was not allowed, what is no host", async () => {
    const { ask } = createGuarded({ allowedHosts: ["convoke.example:8080"] });
    for (const host of [
      "evil.example",
      "convoke.example",
      "convoke.example:81",
      "127.0.0.1.evil.example",
      "localhost@evil.example",
      "10.0.0.1:4680",
    ])
      expect([host, await ask("/page", { host })]).toMatchObject([
        host,
        { status: 421, body: { code: "foreign_host" } },
      ]);
  });

  test("takes any address, and no other name, where it listens on all of them", async () => {
    const { ask } = createGuarded({ host: "0.0.0.0", token });
    const authorization = `Bearer ${token}`;
    expect((await ask("/api/things", { host: "10.0.0.1:4680", authorization })).status).toBe(200);
    expect((await ask("/api/things", { host: "evil.example", authorization })).status).toBe(421);
  });

  test("refuses what a page of another site asks, also one on another port, and lets links be followed", async () => {
    const { ask } = createGuarded();
    const host = "127.0.0.1:4680";
    for (const headers of [
      { origin: "http://evil.example" },
      { origin: "http://127.0.0.1:3000" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ] as Record<string, string>[]) {
      const { status, body } = await ask(
        "/api/things",
        { host, ...json, ...headers },
        { method: "POST", body: "{}" },
      );
      expect([headers, status, body?.code]).toEqual([headers, 403, "foreign_origin"]);
      expect((await ask("/api/things", { host, ...headers })).status).toBe(403);
    }
    for (const headers of [
      { origin: "http://127.0.0.1:4680" },
      { origin: "https://127.0.0.1:4680" },
      { "sec-fetch-site": "same-origin" },
      {},
    ] as Record<string, string>[])
      expect(
        (await ask("/api/things", { host, ...json, ...headers }, { method: "POST", body: "{}" })).status,
      ).toBe(200);
    const link = { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await ask("/page", link)).status).toBe(200);
    expect((await ask("/api/things", { ...link, ...json }, { method: "POST", body: "{}" })).status).toBe(403);
  });

  test("asks for the token under /api, and for none at the health and the pages", async () => {
    const { ask } = createGuarded({ token });
    expect(await ask("/api/things", { authorization: `Bearer ${token}` })).toMatchObject({ status: 200 });
    for (const authorization of [
      "",
      token,
      "Bearer",
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      "Basic abc",
    ]) {
      const { response, status, text } = await ask(
        "/api/things",
        authorization === "" ? {} : { authorization },
      );
      expect([authorization, status]).toEqual([authorization, 401]);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
      expect(text).not.toContain(token);
    }
    for (const path of ["/api", "/api/nothing", "/metrics", "/%61pi/things"])
      expect([path, (await ask(path)).status]).toEqual([path, 401]);
    for (const path of ["/healthz", "/page"]) expect((await ask(path)).status).toBe(200);
  });

  test("refuses bodies that are too large, by their length and while they come in", async () => {
    const { app, ask } = createGuarded({ maxBodyBytes: 1_024 });
    const send = (body: string) =>
      ask("/api/things", { ...json, "content-length": String(body.length) }, { method: "POST", body });
    const fitting = JSON.stringify("x".repeat(1_022));
    expect((await send(fitting)).status).toBe(200);
    expect(await send(`${fitting} `)).toMatchObject({ status: 413, body: { code: "body_too_large" } });
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(512).fill(32));
      },
    });
    const response = await app.request("/api/things", {
      method: "POST",
      headers: { ...json, "transfer-encoding": "chunked" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(10);
    const chunked = { ...json, "transfer-encoding": "chunked" };
    expect(await ask("/api/things", chunked, { method: "POST", body: '{"a":1}' })).toMatchObject({
      status: 200,
      body: { a: 1 },
    });
  });

  test("refuses bodies that are no JSON, and says where", async () => {
    const { ask } = createGuarded();
    const post = (headers: Record<string, string>, body: string) =>
      ask("/api/things", headers, { method: "POST", body });
    for (const type of ["text/plain", "application/json; charset=latin1", "multipart/form-data; boundary=x"])
      expect(await post({ "content-type": type }, "{}")).toMatchObject({
        status: 415,
        body: { code: "unsupported_media_type" },
      });
    expect((await post({ ...json, "content-encoding": "gzip" }, "{}")).status).toBe(415);
    expect((await post({ "content-type": "application/json; charset=utf-8" }, "{}")).status).toBe(200);
  });

  test("limits the requests of one address, and lets them come again", async () => {
    const { ask, runtime } = createGuarded({ rateLimit: 2 });
    const statuses = async () => [
      (await ask("/page")).status,
      (await ask("/page")).status,
      (await ask("/page")).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    const { response, body } = await ask("/page");
    expect([response.headers.get("retry-after"), body?.code]).toEqual(["1", "rate_limited"]);
    expect((await ask("/healthz")).status).toBe(200);
    await runtime.advance(1_000);
    expect(await statuses()).toEqual([200, 200, 429]);
  });

  test("starts nothing any more when the server is stopping, and lets connections go", async () => {
    const { ask, stopping } = createGuarded();
    stopping.abort();
    const { response, status, body } = await ask("/api/things", json, { method: "POST", body: "{}" });
    expect([status, body?.code, response.headers.get("connection")]).toEqual([503, "shutting_down", "close"]);
    expect(await ask("/api/things")).toMatchObject({ status: 200 });
  });

  test("answers a method that a path does not take with those that it does", async () => {
    const { ask } = createGuarded();
    const { response, status, body } = await ask("/api/things", {}, { method: "DELETE" });
    expect([status, body?.code, response.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "GET, HEAD, POST",
    ]);
    expect(await ask("/api/nothing", {}, { method: "DELETE" })).toMatchObject({ status: 404 });
  });

  test("logs requests without their queries, failures with their causes, and no secrets", async () => {
    const { ask, lines } = createGuarded({ token }, "debug");
    const authorization = `Bearer ${token}`;
    const { status, body, text } = await ask("/api/broken?api_key=12345", {
      authorization,
      cookie: "session=cookies",
    });
    expect([status, body.code]).toEqual([500, "internal"]);
    expect(text).not.toContain("It broke");
    await ask("/api/things", { authorization });
    await ask("/api/things?token=12345", { authorization: "Bearer another-token-12345" });
    const log = lines.join("");
    for (const secret of [token, "abcdefgh", "12345", "session"]) expect(log).not.toContain(secret);
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toMatchObject([
      {
        level: 50,
        msg: "request failed",
        path: "/api/broken",
        err: { stack: expect.stringContaining("the disk") },
      },
      { level: 50, msg: "request", method: "GET", path: "/api/broken", status: 500 },
      { level: 20, msg: "request", path: "/api/things", status: 200, durationMs: 0 },
      { level: 30, msg: "request", path: "/api/things", status: 401 },
    ]);
  });

  test("tells what an orchestrator refuses by its code", async () => {
    const { app, ask } = createGuarded();
    app.get("/api/refused", () => {
      throw new ProblemError("duplicate_task", "There is such a task.");
    });
    expect(await ask("/api/refused")).toMatchObject({ status: 409, body: { code: "duplicate_task" } });
  });
});
