import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ModelError, openAiModel } from "../src/index.ts";
import { answerWith, apis, collect, createRequest } from "./support/endpoint.ts";
import { type Answer, json, raw, refuse, reset, startServer } from "./support/openai-server.ts";

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
