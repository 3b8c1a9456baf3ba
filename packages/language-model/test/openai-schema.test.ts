import { callModel } from "@convoke/core";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { type Api, answerWith, apis, collect, createRequest } from "./support/endpoint.ts";
import { type Answer, refuse, type SeenRequest, startServer } from "./support/openai-server.ts";

const schema = {
  type: "object",
  properties: { city: { type: "string" }, rain: { type: "number" } },
  required: ["city", "rain"],
  additionalProperties: false,
};
const object = { city: "Paris", rain: 0.2 };
const fitting = { text: JSON.stringify(object) };

const getFormat = (api: Api, { body }: SeenRequest): unknown =>
  api === "chat" ? body.response_format?.json_schema : body.text?.format;
const getMessages = (api: Api, { body }: SeenRequest): { role: string; content: string }[] =>
  api === "chat" ? body.messages : body.input;

const refuseFormat = (api: Api): Answer => {
  const param = api === "chat" ? "response_format" : "text.format";
  return refuse(400, `Unsupported parameter: '${param}'.`, { param });
};

test.each(apis)("`openAiModel` (%s) has the endpoint keep to a schema", async (api) => {
  await using server = await startServer([answerWith(api, fitting)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
  expect(await model.generate(createRequest({ schema }))).toMatchObject({
    object,
    ...fitting,
    finishReason: "stop",
  });
  expect(getFormat(api, server.requests[0]!)).toMatchObject({ name: "reply", schema, strict: true });
  expect(getMessages(api, server.requests[0]!)[0]!.content).toBe("Be short.");
});

test.each(apis)("`openAiModel` (%s) is not strict about a schema with optional properties", async (api) => {
  await using server = await startServer([answerWith(api, fitting)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
  await model.generate(createRequest({ schema: { ...schema, required: ["city"] } }));
  expect((getFormat(api, server.requests[0]!) as { strict?: boolean }).strict ?? false).toBe(false);
});

test.each(apis)(
  "`openAiModel` (%s) asks in words where the endpoint refuses the format, and remembers it",
  async (api) => {
    const said = { text: `<think>{"city": 1}</think>Sure!\n\`\`\`json\n${fitting.text}\n\`\`\`\nDone {ok}.` };
    await using server = await startServer([refuseFormat(api), answerWith(api, said), answerWith(api, said)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    expect(await model.generate(createRequest({ schema }))).toMatchObject({ object, ...said });
    expect(await model.generate(createRequest({ schema }))).toMatchObject({ object });
    expect(server.requests.map((request) => getFormat(api, request) !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
    const [system, user] = getMessages(api, server.requests[1]!);
    expect(system!.content).toContain(JSON.stringify(schema));
    expect(system!.content.startsWith("Be short.\n\n")).toBe(true);
    expect(user!.content).toBe("Hello?");
  },
);

test("`openAiModel` finds out what an endpoint refuses without saying what, and forgets a wrong guess", async () => {
  await using server = await startServer([
    refuse(400, "Bad Request"),
    refuse(400, "Bad Request"),
    refuse(400, "Bad Request"),
    answerWith("chat", fitting),
    answerWith("chat", fitting),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  await expect(model.generate(createRequest({ schema }))).rejects.toMatchObject({
    reason: "invalid_request",
  });
  for (let count = 0; count < 2; count += 1) await model.generate(createRequest({ schema }));
  const sent = server.requests.map((request) => getFormat("chat", request) !== undefined);
  expect(sent).toEqual([true, false, true, false, false]);
});

test("`openAiModel` asks in words for a schema that the endpoint refuses, and does not hold it against the endpoint", async () => {
  const answer = refuse(400, "Invalid schema for response_format 'reply'.", { param: "response_format" });
  await using server = await startServer([answer, answerWith("chat", fitting), answerWith("chat", fitting)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  for (let count = 0; count < 2; count += 1) await model.generate(createRequest({ schema }));
  const sent = server.requests.map((request) => getFormat("chat", request) !== undefined);
  expect(sent).toEqual([true, false, true]);
});

test("`openAiModel` keeps to `structuredOutput`", async () => {
  await using server = await startServer([answerWith("chat", fitting), refuseFormat("chat")]);
  const { baseURL } = server;
  const prompted = openAiModel({ baseURL, model: "m", structuredOutput: "prompted" });
  await prompted.generate(createRequest({ schema }));
  expect(getFormat("chat", server.requests[0]!)).toBeUndefined();
  const native = openAiModel({ baseURL, model: "m", structuredOutput: "native" });
  await expect(native.generate(createRequest({ schema }))).rejects.toMatchObject({
    reason: "invalid_request",
  });
  expect(server.requests).toHaveLength(2);
});

test.each(apis)(
  "`openAiModel` (%s) sends a reply that does not fit back, once, and adds up what was used",
  async (api) => {
    const wrong = { text: '{"city": 7}' };
    await using server = await startServer([answerWith(api, wrong), answerWith(api, fitting)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    expect(await model.generate(createRequest({ schema }))).toEqual({
      object,
      ...fitting,
      finishReason: "stop",
      usage: { inputTokens: 2_000, outputTokens: 200 },
    });
    const [, , reply, problem] = getMessages(api, server.requests[1]!);
    expect(reply).toEqual({ role: "assistant", content: wrong.text });
    expect(problem!.role).toBe("user");
    expect(problem!.content).toContain('"rain"');
    expect(problem!.content).toContain("/city");
  },
);

test("`openAiModel` hands a reply out without object when the repair does not fit either, as `callModel` expects", async () => {
  await using server = await startServer(() => answerWith("chat", { text: "I would rather talk." }));
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  const reply = await model.generate(createRequest({ schema }));
  expect(reply).toMatchObject({ text: "I would rather talk.", finishReason: "stop" });
  expect(reply).not.toHaveProperty("object");
  expect(server.requests).toHaveLength(2);
  const settle = async (): Promise<void> => {};
  const budget = { reserve: async (amount: object) => ({ amount, settle }) };
  const { signal, ...question } = createRequest({ schema });
  expect(await callModel(model, { ...question, schema }, { signal, budget })).toMatchObject({
    kind: "unreadable",
  });
});

test.each([
  ["was cut off", { text: '{"city": "Par', finish: "length" }, {}, "length"],
  ["was refused", { refusal: "No." }, {}, "refusal"],
  ["may not be repaired", { text: "Hm." }, { repair: false }, "stop"],
] as const)(
  "`openAiModel` does not send back a reply that %s",
  async (_what, shaped, options, finishReason) => {
    await using server = await startServer([answerWith("chat", shaped)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", ...options });
    const reply = await model.generate(createRequest({ schema }));
    expect(reply).toMatchObject({ finishReason });
    expect(reply).not.toHaveProperty("object");
    expect(server.requests).toHaveLength(1);
  },
);

test("`openAiModel` streams the text of a schema reply at once, when it is repaired", async () => {
  await using server = await startServer([answerWith("chat", { text: "Hm." }), answerWith("chat", fitting)]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  const { texts, reply } = await collect(model.stream(createRequest({ schema })));
  expect(texts).toEqual([fitting.text]);
  expect(reply).toMatchObject({ object, text: fitting.text });
});

test.each([{ $ref: "#/$defs/missing" }, { properties: { city: { type: "string", pattern: "(" } } }])(
  "`openAiModel` says that %j is no schema that a reply can be checked with",
  async (broken) => {
    await using server = await startServer([answerWith("chat", fitting)]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m" });
    const outcome = model.generate(createRequest({ schema: broken }));
    await expect(outcome).rejects.toMatchObject({
      reason: "invalid_request",
      message: expect.stringContaining("schema"),
    });
  },
);

test.each([
  ["temperature", "Unsupported value: 'temperature' does not support 0 with this model.", { temperature: 0 }],
  ["stop", "Unsupported parameter: 'stop' is not supported with this model.", { stop: ["X"] }],
  ["max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", {}],
])("`openAiModel` does without %s where it is refused, and remembers it", async (param, message, given) => {
  await using server = await startServer([
    refuse(400, message, { param, code: "unsupported_parameter" }),
    answerWith("chat", { text: "aXb" }),
    answerWith("chat", { text: "aXb" }),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  for (let count = 0; count < 2; count += 1) await model.generate(createRequest(given));
  expect(server.requests.map(({ body }) => param in body)).toEqual([true, false, false]);
  if (param === "max_tokens") expect(server.requests[1]!.body.max_completion_tokens).toBe(50);
});
