import fc from "fast-check";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { events, json, refuse, startServer } from "./support/openai-server.ts";
import { chatChunks, response } from "./support/recorded-shapes.ts";

test.each(apis)(
  "`openAiModel` (%s) streams any text, cut anywhere, into the reply's own text",
  async (api) => {
    let shaped = { text: "" };
    let cut = { letters: 1, size: 1 };
    await using server = await startServer(() => streamWith(api, shaped, cut));
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const positive = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), positive, positive, async (text, letters, size) => {
        shaped = { text };
        cut = { letters, size: 10 * size };
        const { texts, reply } = await collect(model.stream(createRequest()));
        expect([texts.join(""), reply?.text]).toEqual([text, text]);
        expect(texts).not.toContain("");
      }),
      { numRuns: 20 },
    );
  },
);

test("`openAiModel` (responses) reads streams that end with a response that does not repeat its parts", async () => {
  const { output, ...whole } = response({ text: "Hi.", calls: [{ id: "c1", name: "t", arguments: "{}" }] });
  const items = (output as object[]).map((item) => ({ type: "response.output_item.done", item }));
  const end = { type: "response.completed", response: { ...whole, output: [] } };
  await using server = await startServer([events([...items, end])]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api: "responses" });
  const { texts, reply } = await collect(model.stream(createRequest()));
  expect(reply).toMatchObject({ text: "Hi.", toolCalls: [{ id: "c1", name: "t", arguments: {} }] });
  expect(texts.join("")).toBe("Hi.");
});

const failed = { ...response({}), status: "failed", error: { code: "server_error", message: "Oops." } };

test.each([
  ["a failed response", [{ type: "response.failed", response: failed }], "server_error"],
  ["an error", [{ type: "error", code: "rate_limit_exceeded", message: "Slow down." }], "rate_limited"],
])("`openAiModel` (responses) reads %s out of a stream", async (_what, list, reason) => {
  await using server = await startServer([events(list)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api: "responses" });
  await expect(collect(model.stream(createRequest()))).rejects.toMatchObject({ reason });
});

test("`openAiModel` (responses) reads a failure that came with the status 200", async () => {
  await using server = await startServer([json(failed)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api: "responses" });
  await expect(model.generate(createRequest())).rejects.toMatchObject({
    reason: "server_error",
    message: expect.stringContaining("Oops."),
  });
});

test("`openAiModel` (chat) reads a failure that came with the status 200", async () => {
  const error = { message: "The provider is down.", code: 502 };
  await using server = await startServer(() => json({ error }));
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  await expect(model.generate(createRequest())).rejects.toMatchObject({
    reason: "server_error",
    message: expect.stringContaining("The provider is down."),
  });
});

const filters = [
  ["content_filter", "The response was filtered due to the prompt triggering a content management policy."],
  ["invalid_prompt", "Your prompt was flagged as potentially violating our usage policy."],
] as const;

test.each(apis.flatMap((api) => filters.map(([code, message]) => [api, code, message] as const)))(
  "`openAiModel` (%s) takes %s for a refusal, in `generate` and in `stream`",
  async (api, code, message) => {
    await using server = await startServer(() => refuse(400, message, { code, param: "prompt" }));
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const schema = { type: "object" };
    const refusal = { text: "", finishReason: "refusal", usage: { outputTokens: 0 } };
    expect(await model.generate(createRequest())).toMatchObject(refusal);
    expect(await model.generate(createRequest({ schema }))).toMatchObject(refusal);
    expect((await model.generate(createRequest())).usage.inputTokens).toBeGreaterThan(0);
    const { texts, reply } = await collect(model.stream(createRequest()));
    expect([texts, reply]).toMatchObject([[], refusal]);
    expect(server.requests).toHaveLength(4);
  },
);

test("`openAiModel` (chat) keeps the text of a stream that a filter ends, and takes no other 400 for a refusal", async () => {
  const begun = chatChunks({ text: "Once upon" }).slice(0, 3);
  const error = { message: "Filtered.", code: "content_filter" };
  await using server = await startServer([
    events([...begun, { error }]),
    refuse(400, "Invalid prompt.", { code: "invalid_prompt" }),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  const { texts, reply } = await collect(model.stream(createRequest()));
  expect([texts.join(""), reply]).toMatchObject(["Once upo", { text: "Once upo", finishReason: "refusal" }]);
  await expect(model.generate(createRequest())).rejects.toMatchObject({ reason: "invalid_request" });
});

test.each([
  [{ choices: [] }, "bad_response"],
  [{ choices: "x" }, "bad_response"],
  [{ choices: [{ message: null }] }, "bad_response"],
  [{ choices: [{ message: "x" }] }, "bad_response"],
  [null, "bad_response"],
  [[], "bad_response"],
])("`openAiModel` (chat) does not take %j for a reply", async (body, reason) => {
  await using server = await startServer([json(body)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  await expect(model.generate(createRequest())).rejects.toMatchObject({ reason });
});

test("`openAiModel` (chat) reads text in parts, and does without what is missing or cannot be true", async () => {
  const message = {
    content: [{ type: "text", text: "a" }, { type: "text", text: "b" }, null, 7],
    tool_calls: null,
  };
  const usage = { prompt_tokens: -5, completion_tokens: 1e300 };
  await using server = await startServer([json({ choices: [{ message }], usage })]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  expect(await model.generate(createRequest())).toEqual({
    text: "ab",
    finishReason: "stop",
    usage: { inputTokens: 21, outputTokens: 1 },
  });
});

test("`openAiModel` (chat) takes the choice that is numbered 0, wherever a server puts it", async () => {
  const message = (content: string): object => ({ role: "assistant", content, refusal: null });
  const whole = {
    choices: [
      { index: 1, message: message("one"), finish_reason: "stop" },
      { index: 0, message: message("zero"), finish_reason: "stop" },
    ],
  };
  const pieces = [
    {
      choices: [
        { index: 1, delta: { content: "ONE" } },
        { index: 0, delta: { content: "ze" } },
      ],
    },
    { choices: [{ index: 1, delta: { content: "TWO" }, finish_reason: "stop" }] },
    { choices: [{ index: 0, delta: { content: "ro" }, finish_reason: "stop" }] },
  ];
  await using server = await startServer([json(whole), events([...pieces, "[DONE]"])]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  expect((await model.generate(createRequest())).text).toBe("zero");
  expect((await collect(model.stream(createRequest()))).reply?.text).toBe("zero");
});
