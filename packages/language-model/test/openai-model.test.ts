import { createManualRuntime } from "@convoke/core/testing";
import { expect, test, vi } from "vitest";
import { openAiModel } from "../src/index.ts";
import { answerWith, apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { startServer } from "./support/openai-server.ts";

const prices = { inputPerMillionUsd: 1, outputPerMillionUsd: 10, cachedInputPerMillionUsd: 0.1 };
// 600 at 1, 400 at 0.1, 100 at 10 USD for a million.
const usage = { inputTokens: 1_000, outputTokens: 100, costUsd: expect.closeTo(0.001_64, 10) };

test.each(apis)("`openAiModel` (%s) generates a reply and says what it used and cost", async (api) => {
  await using server = await startServer([answerWith(api, { text: "Good day." })]);
  const model = openAiModel({ baseURL: server.baseURL, apiKey: "sk-secret", model: "m", api, prices });
  expect(model.modelName).toBe("m");
  expect(await model.generate(createRequest({ temperature: 0 }))).toEqual({
    text: "Good day.",
    finishReason: "stop",
    usage,
  });
  expect(server.requests[0]!.headers.authorization).toBe("Bearer sk-secret");
  expect(server.requests[0]!.path).toBe(api === "chat" ? "/v1/chat/completions" : "/v1/responses");
  const messages = [
    { role: "system", content: "Be short." },
    { role: "user", content: "Hello?" },
  ];
  expect(server.requests[0]!.body).toEqual(
    api === "chat"
      ? { model: "m", messages, temperature: 0, max_tokens: 50 }
      : { model: "m", input: messages, temperature: 0, max_output_tokens: 50, store: false },
  );
});

test.each(apis.flatMap((api) => [1, 3, 7, 64].map((size) => [api, size] as const)))(
  "`openAiModel` (%s) streams the same reply when it comes in pieces of %i bytes",
  async (api, size) => {
    const text = "Grüße, 世界 👩‍👩‍👧 – “well”…";
    await using server = await startServer([streamWith(api, { text }, { size })]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api, prices });
    const { texts, reply } = await collect(model.stream(createRequest()));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.join("")).toBe(text);
    expect(reply).toEqual({ text, finishReason: "stop", usage });
    expect(server.requests[0]!.body.stream).toBe(true);
    expect(server.requests[0]!.body.stream_options).toEqual(
      api === "chat" ? { include_usage: true } : undefined,
    );
    expect(server.requests[0]!.headers.authorization).toBeUndefined();
  },
);

test.each(apis)("`openAiModel` (%s) estimates what an endpoint does not count", async (api) => {
  const shaped = { text: "x".repeat(30), usage: "none" } as const;
  await using server = await startServer([answerWith(api, shaped), streamWith(api, shaped)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
  const expected = { inputTokens: 21, outputTokens: 10 };
  expect((await model.generate(createRequest())).usage).toEqual(expected);
  expect((await collect(model.stream(createRequest()))).reply?.usage).toEqual(expected);
});

const endings = [
  [{ text: "cut o", finish: "length" }, "length", "cut o"],
  [{ refusal: "I cannot help." }, "refusal", "I cannot help."],
  [{ text: "Well", finish: "content_filter" }, "refusal", "Well"],
] as const;

test.each(
  apis.flatMap((api) => endings.map(([shaped, finishReason, text]) => ({ api, shaped, finishReason, text }))),
)(
  "`openAiModel` ($api) says that a reply ended with $finishReason ($text)",
  async ({ api, shaped, finishReason, text }) => {
    await using server = await startServer([answerWith(api, shaped), streamWith(api, shaped)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    expect(await model.generate(createRequest())).toMatchObject({ finishReason, text });
    const { texts, reply } = await collect(model.stream(createRequest()));
    expect(reply).toMatchObject({ finishReason, text });
    expect(texts.join("")).toBe(text);
  },
);

test.each(apis)(
  "`openAiModel` (%s) cuts a text before its stop sequence where the endpoint does not",
  async (api) => {
    const shaped = { text: "One. ---END--- Two." };
    await using server = await startServer([answerWith(api, shaped), streamWith(api, shaped)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const request = createRequest({ stop: ["---END---"] });
    expect((await model.generate(request)).text).toBe("One. ");
    const { texts, reply } = await collect(model.stream(request));
    expect([texts.join(""), reply?.text]).toEqual(["One. ", "One. "]);
    expect(server.requests[0]!.body.stop).toEqual(api === "chat" ? ["---END---"] : undefined);
  },
);

test("`openAiModel` sends headers and fields of its user's own, and its own fields before them", async () => {
  await using server = await startServer([answerWith("chat", { text: "a" })]);
  const model = openAiModel({
    baseURL: `${server.baseURL}/?api-version=1`,
    model: "m",
    headers: { "api-key": "azure-secret" },
    extraBody: { reasoning_effort: "low", model: "other" },
  });
  await model.generate(createRequest());
  const [{ headers, body, path }] = server.requests as [(typeof server.requests)[0]];
  expect(headers["api-key"]).toBe("azure-secret");
  expect(body).toMatchObject({ reasoning_effort: "low", model: "m" });
  expect(path).toBe("/v1/chat/completions?api-version=1");
});

test("`openAiModel` leaves no timer behind", async () => {
  const runtime = createManualRuntime();
  await using server = await startServer([
    answerWith("chat", { text: "a" }),
    streamWith("chat", { text: "abc" }),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", runtime });
  await model.generate(createRequest());
  await collect(model.stream(createRequest()));
  expect(runtime.pendingTimers).toBe(0);
});

test("`openAiModel` estimates the worst case of a call: its input, all it may write, and one repair", () => {
  const model = openAiModel({ model: "m", prices });
  const messages = [{ role: "user", content: "x".repeat(3_000) }] as const;
  // 1000 tokens of text and 8 around it.
  expect(model.estimate?.({ messages, maxOutputTokens: 500 })).toEqual({
    tokens: 1_508,
    costUsd: expect.closeTo(0.006_008, 10),
  });
  const schema = { type: "object" };
  const once = openAiModel({ model: "m", repair: false }).estimate?.({
    messages,
    schema,
    maxOutputTokens: 500,
  });
  // All that the model wrote is sent back, with a note of at most 1,500 letters of three bytes, as two messages.
  const twice = model.estimate?.({ messages, schema, maxOutputTokens: 500 });
  expect(twice?.tokens).toBe(2 * (once?.tokens ?? 0) + 500 + 1_516);
  const tools = [{ name: "t", description: "x".repeat(300), parameters: {} }];
  expect(model.estimate?.({ messages, tools, maxOutputTokens: 500 }).tokens).toBeGreaterThan(1_608);
});

test("`openAiModel` takes nothing from the environment, neither headers nor accounts", async () => {
  const names = ["OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"];
  for (const name of names) vi.stubEnv(name, "not-for-you");
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "X-Custom: not-for-you\nAuthorization: Bearer not-for-you");
  try {
    await using server = await startServer([answerWith("chat", { text: "a" })]);
    await openAiModel({ baseURL: server.baseURL, model: "m" }).generate(createRequest());
    expect(JSON.stringify(server.requests[0]!.headers)).not.toContain("not-for-you");
  } finally {
    vi.unstubAllEnvs();
  }
});
