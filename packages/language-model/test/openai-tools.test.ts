import type { ModelMessage } from "@convoke/core";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { type Api, answerWith, apis, collect, createRequest, streamWith } from "./support/endpoint.ts";
import { events, refuse, startServer } from "./support/openai-server.ts";

const parameters = { type: "object", properties: { q: { type: "string" } } };
const tools = ["search", "open", "answer"].map((name) => ({ name, description: `To ${name}.`, parameters }));
const calls = [
  { id: "c1", name: "search", arguments: '{"q":"zwölf"}' },
  { id: "c2", name: "open", arguments: '{"q": broken' },
  { id: "c3", name: "answer", arguments: "" },
];
const toolCalls = [
  { id: "c1", name: "search", arguments: { q: "zwölf" } },
  { id: "c2", name: "open", arguments: '{"q": broken' },
  { id: "c3", name: "answer", arguments: {} },
];

test.each(apis)(
  "`openAiModel` (%s) reads calls of tools, also split over deltas; raw text where it is no JSON",
  async (api) => {
    const shaped = { text: "Let me see.", calls, finish: "tool_calls" } as const;
    await using server = await startServer([
      answerWith(api, shaped),
      streamWith(api, shaped, { letters: 2, size: 5 }),
    ]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const expected = { text: "Let me see.", toolCalls, finishReason: "tool-calls" };
    expect(await model.generate(createRequest({ tools }))).toMatchObject(expected);
    expect((await collect(model.stream(createRequest({ tools })))).reply).toMatchObject(expected);
    expect(server.requests[0]!.body.tools).toEqual(
      tools.map((tool) =>
        api === "chat" ? { type: "function", function: tool } : { type: "function", strict: false, ...tool },
      ),
    );
    expect(server.requests[0]!.body).not.toHaveProperty("tool_choice");
  },
);

const delta = (call: object, finish: string | null = null): object => ({
  choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: finish }],
});

test("`openAiModel` reads calls of servers without indexes, without ids, and with arguments that are no text", async () => {
  await using server = await startServer([
    events([
      delta({ id: "a", function: { name: "search", arguments: '{"q":1}' } }),
      delta({ id: "b", function: { name: "open", arguments: { q: 2 } } }, "stop"),
    ]),
    events([
      delta({ index: 0, function: { name: "search", arguments: '{"q"' } }),
      delta({ index: 1, function: { name: "open", arguments: "{}" } }),
      delta({ index: 0, function: { arguments: ":1}" } }, "tool_calls"),
    ]),
  ]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m" });
  const first = await collect(model.stream(createRequest({ tools })));
  expect(first.reply).toMatchObject({
    finishReason: "tool-calls",
    toolCalls: [
      { id: "a", name: "search", arguments: { q: 1 } },
      { id: "b", name: "open", arguments: { q: 2 } },
    ],
  });
  const second = await collect(model.stream(createRequest({ tools })));
  expect(second.reply?.toolCalls).toMatchObject([
    { name: "search", arguments: { q: 1 } },
    { name: "open", arguments: {} },
  ]);
  expect(new Set(second.reply?.toolCalls?.map(({ id }) => id)).size).toBe(2);
});

test.each(apis)("`openAiModel` (%s) tells of earlier calls and of what they gave", async (api) => {
  const messages: ModelMessage[] = [
    { role: "user", content: "Find it." },
    { role: "assistant", content: "", toolCalls: toolCalls.slice(0, 2) },
    { role: "tool", content: "Found.", toolCallId: "c1" },
    { role: "tool", content: "No.", toolCallId: "c2" },
  ];
  await using server = await startServer([answerWith(api, { text: "It is there." })]);
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
  await model.generate(createRequest({ messages, tools }));
  const { body } = server.requests[0]!;
  const [first, second] = calls.map(({ id, ...call }) => ({ id, call })) as [
    { id: string; call: object },
    { id: string; call: object },
  ];
  expect(api === "chat" ? body.messages : body.input).toEqual(
    api === "chat"
      ? [
          messages[0],
          {
            role: "assistant",
            content: null,
            tool_calls: [first, second].map(({ id, call }) => ({ id, type: "function", function: call })),
          },
          { role: "tool", content: "Found.", tool_call_id: "c1" },
          { role: "tool", content: "No.", tool_call_id: "c2" },
        ]
      : [
          messages[0],
          ...[first, second].map(({ id, call }) => ({ type: "function_call", call_id: id, ...call })),
          { type: "function_call_output", call_id: "c1", output: "Found." },
          { type: "function_call_output", call_id: "c2", output: "No." },
        ],
  );
});

const nameTool = (api: Api, name: string): object =>
  api === "chat" ? { type: "function", function: { name } } : { type: "function", name };

test.each(apis)("`openAiModel` (%s) narrows the tools without a change of their list", async (api) => {
  await using server = await startServer(() => answerWith(api, { text: "a" }));
  const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
  const choices = [
    { allowed: ["search", "open"] },
    { allowed: ["search", "open"], required: true },
    { allowed: ["open"], required: true },
    { allowed: ["answer", "open", "search"] },
    { allowed: ["answer", "open", "search"], required: true },
    { allowed: [] },
  ];
  for (const toolChoice of choices) await model.generate(createRequest({ tools, toolChoice }));
  const list = ["search", "open"].map((name) => nameTool(api, name));
  const allow = (mode: string): object =>
    api === "chat"
      ? { type: "allowed_tools", allowed_tools: { mode, tools: list } }
      : { type: "allowed_tools", mode, tools: list };
  expect(server.requests.map(({ body }) => body.tool_choice)).toEqual([
    allow("auto"),
    allow("required"),
    nameTool(api, "open"),
    "auto",
    "required",
    "none",
  ]);
  expect(new Set(server.requests.map(({ body }) => JSON.stringify(body.tools))).size).toBe(1);
});

test.each(apis)(
  "`openAiModel` (%s) gives up narrowing where the endpoint does not know it, and remembers it",
  async (api) => {
    await using server = await startServer([
      refuse(400, "Invalid value: 'allowed_tools'. Supported values are: 'none', 'auto', and 'required'.", {
        param: "tool_choice",
      }),
      answerWith(api, { text: "a" }),
      streamWith(api, { text: "a" }),
    ]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const toolChoice = { allowed: ["search", "open"], required: true };
    await model.generate(createRequest({ tools, toolChoice }));
    await collect(model.stream(createRequest({ tools, toolChoice: { allowed: ["search", "open"] } })));
    expect(server.requests.map(({ body }) => body.tool_choice?.type ?? body.tool_choice)).toEqual([
      "allowed_tools",
      "required",
      "auto",
    ]);
  },
);

test.each([
  [{ toolChoice: { allowed: ["serch"] }, tools }, /"serch".*Did you mean "search"\?/],
  [{ toolChoice: { allowed: [], required: true }, tools }, /allows no tool/],
  [{ messages: [{ role: "tool", content: "Found." }] as const }, /toolCallId/],
])("`openAiModel` refuses the request %j before it sends it", async (given, message) => {
  await using server = await startServer([]);
  for (const api of apis) {
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    const outcome = model.generate(createRequest(given));
    await expect(outcome).rejects.toMatchObject({
      reason: "invalid_request",
      message: expect.stringMatching(message),
    });
  }
  expect(server.requests).toHaveLength(0);
});
