import { inspect } from "node:util";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { ModelError, openAiModel } from "../src/index.ts";
import { answerWith, apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { type Answer, events, json, raw, refuse, reset, startServer } from "./support/openai-server.ts";
import { chatChunks, responseEvents } from "./support/recorded-shapes.ts";

const apiKey = "sk-very+secret/key==";

const refusals: readonly (readonly [Answer, string, string])[] = [
  [
    refuse(401, `Incorrect API key provided: ${apiKey}.`, { code: "invalid_api_key" }),
    "unauthorized",
    "Check the key",
  ],
  [refuse(403, "No access."), "unauthorized", "Check the key"],
  [
    refuse(404, "The model `m` does not exist.", { code: "model_not_found" }),
    "model_not_found",
    "Check the name",
  ],
  [refuse(429, "You exceeded your quota.", { code: "insufficient_quota" }), "quota_exceeded", "Add credit"],
  [
    refuse(400, "This model's maximum context length is 8 tokens.", { code: "context_length_exceeded" }),
    "context_too_long",
    "Send less",
  ],
  [refuse(400, "the request exceeds the available context size"), "context_too_long", "Send less"],
  [refuse(400, "Invalid 'messages'."), "invalid_request", "Check the request"],
  [refuse(500, "Oops."), "server_error", "Ask again later"],
  [raw(['{"choices": [{"mess'], { type: "application/json" }), "bad_response", "Check that the base URL"],
  [raw(["<html>Welcome</html>"], { type: "text/html" }), "bad_response", "most end with /v1"],
  [json({ hello: 1 }), "bad_response", "most end with /v1"],
  [
    json({}, { status: 307, headers: { location: "http://127.0.0.1:9/elsewhere" } }),
    "bad_response",
    "redirect",
  ],
  [raw(['{"choices"'], { type: "application/json", end: "reset" }), "unreachable", "Check the base URL"],
  [reset, "unreachable", "Check the base URL"],
];

test.each(
  refusals.flatMap(([answer, reason, advice]) => apis.map((api) => ({ api, answer, reason, advice }))),
)(
  "`openAiModel` ($api) says $reason, who said so, what to do ($advice), and no key",
  async ({ api, answer, reason, advice }) => {
    await using server = await startServer(() => answer);
    const { host } = new URL(server.baseURL);
    const model = openAiModel({ baseURL: server.baseURL, apiKey, model: "m", api, maxRetries: 0 });
    const error: unknown = await model.generate(createRequest()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ reason, details: { host, model: "m" } });
    expect((error as Error).message).toContain(host);
    expect((error as Error).message).toContain(advice);
    const shown = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error);
    expect(shown).not.toContain("very+secret");
    expect(server.requests).toHaveLength(1);
  },
);

test("`openAiModel` says when nobody listens", async () => {
  const server = await startServer([]);
  await server[Symbol.asyncDispose]();
  const model = openAiModel({ baseURL: server.baseURL, model: "m", maxRetries: 0 });
  await expect(model.generate(createRequest())).rejects.toMatchObject({
    reason: "unreachable",
    message: expect.stringContaining("ECONNREFUSED"),
  });
});

test("`openAiModel` never shows its key, nor what its headers say", async () => {
  await using server = await startServer((request) =>
    refuse(
      500,
      `${inspect(request.headers)} ${encodeURIComponent(apiKey)} ${Buffer.from(apiKey).toString("base64")}`,
    ),
  );
  const headers = { "x-token": "other-secret-token" };
  const model = openAiModel({ baseURL: server.baseURL, apiKey, model: "m", headers, maxRetries: 0 });
  const error: unknown = await model.generate(createRequest()).catch((thrown: unknown) => thrown);
  const streamed: unknown = await collect(model.stream(createRequest())).catch((thrown: unknown) => thrown);
  for (const value of [model, error, streamed]) {
    const shown = inspect(value, { depth: null, showHidden: true }) + JSON.stringify(value);
    for (const secret of [
      apiKey,
      encodeURIComponent(apiKey),
      Buffer.from(apiKey).toString("base64"),
      "other-secret",
    ])
      expect(shown).not.toContain(secret);
  }
  expect((error as Error).message).toContain("[secret]");
});

test.each([
  [{ "retry-after": "7" }, 7_000],
  [{ "retry-after-ms": "1500" }, 1_500],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:09 GMT" }, 9_000],
  [{}, 500],
])("`openAiModel` waits as long as %j asks, and asks again", async (headers, waitMs) => {
  const runtime = Object.assign(createManualRuntime(), { random: () => 0 });
  const answered = Promise.withResolvers<void>();
  await using server = await startServer([
    (response, request) => {
      response.on("close", () => answered.resolve());
      return refuse(429, "Slow down.", { headers })(response, request);
    },
    answerWith("chat", { text: "At last." }),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", runtime });
  const reply = model.generate(createRequest());
  await answered.promise;
  await until(() => runtime.pendingTimers === 2);
  await runtime.advance(waitMs - 1);
  expect(server.requests).toHaveLength(1);
  await runtime.advance(1);
  expect((await reply).text).toBe("At last.");
  expect(runtime.pendingTimers).toBe(0);
});

test.each(apis)("`openAiModel` (%s) asks again after a 500 and after a lost connection", async (api) => {
  const runtime = createEagerRuntime();
  const good = { text: "Good." };
  await using server = await startServer([
    refuse(500, "Oops."),
    reset,
    answerWith(api, good),
    refuse(503, "Busy."),
    streamWith(api, good),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api, runtime, idleTimeoutMs: 300_000 });
  expect((await model.generate(createRequest())).text).toBe("Good.");
  expect((await collect(model.stream(createRequest()))).reply?.text).toBe("Good.");
  expect(server.requests).toHaveLength(5);
});

test("`openAiModel` asks `maxRetries` times again, and not when the wait goes beyond `timeoutMs`", async () => {
  await using server = await startServer(() =>
    refuse(429, "Slow down.", { headers: { "retry-after": "100" } }),
  );
  const { baseURL } = server;
  const patient = openAiModel({ baseURL, model: "m", runtime: createEagerRuntime(), maxRetries: 3 });
  await expect(patient.generate(createRequest())).rejects.toMatchObject({
    reason: "rate_limited",
    details: { retryAfterMs: 100_000 },
    message: expect.stringContaining("wait 100000 ms"),
  });
  expect(server.requests).toHaveLength(4);
  const hasty = openAiModel({ baseURL, model: "m", runtime: createManualRuntime(), timeoutMs: 99_000 });
  await expect(hasty.generate(createRequest())).rejects.toMatchObject({ reason: "rate_limited" });
  expect(server.requests).toHaveLength(5);
});

test.each(apis)(
  "`openAiModel` (%s) ends a call that takes longer than `timeoutMs`, and closes its connection",
  async (api) => {
    const runtime = createManualRuntime();
    await using server = await startServer([() => {}]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api, runtime, timeoutMs: 5_000 });
    const reply = model.generate(createRequest());
    reply.catch(() => {});
    await until(() => server.requests.length === 1);
    await runtime.advance(5_000);
    await expect(reply).rejects.toMatchObject({ reason: "timeout", details: { option: "timeoutMs" } });
    await server.requests[0]!.aborted;
  },
);

test.each(apis)(
  "`openAiModel` (%s) ends a stream that falls silent, and one that never ends",
  async (api) => {
    const list = (api === "chat" ? chatChunks : responseEvents)({ text: "abcdefgh" }).slice(0, 3);
    await using server = await startServer(() => events(list, { end: "open" }));
    const { baseURL } = server;
    for (const [option, timeoutMs] of [
      ["idleTimeoutMs", 9_000],
      ["timeoutMs", 900],
    ] as const) {
      const runtime = createManualRuntime();
      const model = openAiModel({ baseURL, model: "m", api, runtime, timeoutMs, idleTimeoutMs: 1_000 });
      const seen = Promise.withResolvers<void>();
      const texts: string[] = [];
      const reading = (async () => {
        for await (const delta of model.stream(createRequest())) {
          if (delta.type === "text") texts.push(delta.text);
          if (texts.length === (api === "chat" ? 1 : 2)) seen.resolve();
        }
      })();
      reading.catch(() => {});
      await seen.promise;
      await until(() => runtime.pendingTimers === 2);
      await runtime.advance(1_000);
      await expect(reading).rejects.toMatchObject({ reason: "timeout", details: { option } });
      await server.requests.at(-1)!.aborted;
      expect(runtime.pendingTimers).toBe(0);
    }
  },
);

test("`openAiModel` does not count the time that a reader takes as silence of the stream", async () => {
  const runtime = createManualRuntime();
  await using server = await startServer([streamWith("chat", { text: "abcdefgh" })]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", runtime, idleTimeoutMs: 10 });
  let text = "";
  for await (const delta of model.stream(createRequest())) {
    if (delta.type === "text") text += delta.text;
    await runtime.advance(100);
  }
  expect(text).toBe("abcdefgh");
});

const brokenStreams: readonly (readonly [what: string, answer: Answer, reason: string])[] = [
  ["ends early", raw(['data: {"choices":[{"delta":{"content":"a"}}]}\n\n']), "bad_response"],
  ["ends with nothing", raw([]), "bad_response"],
  ["is cut within its JSON", raw(['data: {"choices":[{"del']), "bad_response"],
  ["holds what is no event", raw(["data: 7\n\n"]), "bad_response"],
  ["is reset", raw(['data: {"choices":[{"delta":{"content":"a"}}]}\n\n'], { end: "reset" }), "unreachable"],
  ["tells of an error", raw(['data: {"error":{"message":"Overloaded.","code":503}}\n\n']), "server_error"],
  ["is too long", raw([`data: {"a":"${"x".repeat(5_000)}"}\n\n`]), "bad_response"],
];

test.each(
  brokenStreams.flatMap(([what, answer, reason]) => apis.map((api) => ({ api, what, answer, reason }))),
)("`openAiModel` ($api) says $reason of a stream that $what", async ({ api, answer, reason }) => {
  await using server = await startServer([answer]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api, maxResponseBytes: 4_000 });
  await expect(collect(model.stream(createRequest()))).rejects.toMatchObject({ reason });
  expect(server.requests).toHaveLength(1);
});

test("`openAiModel` reads no more than `maxResponseBytes` of a reply", async () => {
  await using server = await startServer([answerWith("chat", { text: "x".repeat(9_000) })]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", maxResponseBytes: 4_000 });
  await expect(model.generate(createRequest())).rejects.toMatchObject({
    reason: "bad_response",
    message: expect.stringContaining("maxResponseBytes"),
  });
});

test.each(apis)(
  "`openAiModel` (%s) rejects with the signal's reason, and closes the connection",
  async (api) => {
    const list = (api === "chat" ? chatChunks : responseEvents)({ text: "abcdefgh" }).slice(0, 3);
    await using server = await startServer([() => {}, events(list, { end: "open" })]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const reason = new Error("enough");

    const first = new AbortController();
    const reply = model.generate(createRequest({ signal: first.signal }));
    reply.catch(() => {});
    await until(() => server.requests.length === 1);
    first.abort(reason);
    await expect(reply).rejects.toBe(reason);
    await server.requests[0]!.aborted;

    const second = new AbortController();
    const reading = (async () => {
      for await (const _ of model.stream(createRequest({ signal: second.signal }))) second.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    await server.requests[1]!.aborted;

    const aborted = createRequest({ signal: AbortSignal.abort(reason) });
    await expect(model.generate(aborted)).rejects.toBe(reason);
    await expect(collect(model.stream(aborted))).rejects.toBe(reason);
    expect(server.requests).toHaveLength(2);
  },
);

test("`openAiModel` waits no longer for its turn once the signal aborts", async () => {
  const runtime = createManualRuntime();
  await using server = await startServer([refuse(429, "Slow down.", { headers: { "retry-after": "60" } })]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", runtime });
  const controller = new AbortController();
  const reply = model.generate(createRequest({ signal: controller.signal }));
  reply.catch(() => {});
  await until(() => runtime.pendingTimers === 2);
  controller.abort(new Error("enough"));
  await expect(reply).rejects.toThrow("enough");
  expect(runtime.pendingTimers).toBe(0);
});

test.each(apis)(
  "`openAiModel` (%s) closes the connection of a stream that nobody reads to its end",
  async (api) => {
    const list = (api === "chat" ? chatChunks : responseEvents)({ text: "abcdefgh" }).slice(0, 3);
    const runtime = createManualRuntime();
    await using server = await startServer([events(list, { end: "open" })]);
    for await (const _ of openAiModel({ baseURL: server.baseURL, model: "m", api, runtime }).stream(
      createRequest(),
    ))
      break;
    await server.requests[0]!.aborted;
    expect(runtime.pendingTimers).toBe(0);
  },
);

/** Waits for what comes over the network, turn by turn of the loop; the test's own time ends it. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A runtime whose waits are over at once, except for the deadlines of a call, which never come. */
function createEagerRuntime() {
  const runtime = createManualRuntime();
  return {
    ...runtime,
    schedule(callback: () => void, delayMs: number) {
      if (delayMs < 200_000) queueMicrotask(callback);
      return () => {};
    },
  };
}
