import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { answerWith, apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { events, refuse, reset, startServer } from "./support/openai-server.ts";
import { chatChunks, responseEvents } from "./support/recorded-shapes.ts";
import { until } from "./support/turns.ts";

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

test("`openAiModel` does not finish a stream that was aborted at its last piece", async () => {
  await using server = await startServer([
    events([{ choices: [{ index: 0, delta: { content: "a" }, finish_reason: "stop" }] }], { end: "open" }),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  const controller = new AbortController();
  const reading = (async () => {
    const stream = model.stream(createRequest({ signal: controller.signal }));
    for await (const _ of stream) controller.abort(new Error("enough"));
  })();
  await expect(reading).rejects.toThrow("enough");
});

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
