import fc from "fast-check";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { events, json, startServer } from "./support/openai-server.ts";
import { response } from "./support/recorded-shapes.ts";

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
