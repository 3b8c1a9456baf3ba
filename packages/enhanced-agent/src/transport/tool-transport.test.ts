import type { ModelReply, ModelToolCall } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleActions } from "../../test/sample-actions.ts";
import { createToolTransport } from "./tool-transport.ts";

const transport = createToolTransport({ definitions: sampleActions, marker: "data-1f2e" });

const reply = (toolCalls: readonly ModelToolCall[], text = ""): ModelReply => ({
  text,
  toolCalls,
  usage: { inputTokens: 1, outputTokens: 1 },
  finishReason: "tool-calls",
});

const call = (name: string, fields: unknown, id = "c1"): ModelToolCall => ({ id, name, arguments: fields });

const read = (toolCalls: readonly ModelToolCall[], text = "") =>
  transport.createReader().end(reply(toolCalls, text));

test("`createToolTransport` sends the same tools in every state, and the mask as the choice among them", () => {
  const planning = transport.createRequestParts(["PLAN"]);
  const executing = transport.createRequestParts(["PLAN", "DELEGATE", "ANSWER"]);
  expect(JSON.stringify(planning.tools)).toBe(JSON.stringify(executing.tools));
  expect(planning.toolChoice).toEqual({ allowed: ["PLAN"], required: true });
  expect(transport.createRequestParts([]).toolChoice).toEqual({ allowed: [], required: false });
  expect(planning.stop).toBeUndefined();
  expect(planning.tools?.[1]).toEqual({
    name: "DELEGATE",
    description: "Gives a task to an agent.",
    parameters: {
      type: "object",
      properties: {
        AGENT_TYPE: { type: "string", minLength: 1, description: "Who does it. Example: knowledge" },
        TASK: {
          type: "string",
          minLength: 1,
          description: "What is to be done. Example: Find out what X is.",
        },
        INPUT: { description: 'Input. Example: {"question":"What is X?"}' },
        USING: {
          type: "array",
          items: { type: "string", minLength: 1 },
          minItems: 1,
          description: 'Evidence that the task needs. Example: ["E1"]',
        },
        TIMEOUT: { type: "number", description: "Seconds. Example: 60" },
      },
      required: ["TASK"],
      additionalProperties: false,
    },
  });
});

test("`createToolTransport` reads calls as actions, with what models do to names and optional fields", () => {
  const { actions, problems } = read([
    call("delegate", { task: "a", INPUT: null, USING: [], TIMEOUT: 5 }, "c1"),
    call("PLAN", "", "c2"),
    call("ANSWER", '{"TEXT":"b"}', "c3"),
  ]);
  expect(problems).toEqual([]);
  expect(actions).toEqual([
    { name: "DELEGATE", fields: { TASK: "a", TIMEOUT: "5" }, line: 0, recovered: false, toolCallId: "c1" },
    { name: "PLAN", fields: {}, line: 0, recovered: false, toolCallId: "c2" },
    { name: "ANSWER", fields: { TEXT: "b" }, line: 0, recovered: false, toolCallId: "c3" },
  ]);
});

test.each([
  ["unknown_action", call("SHELL", { TASK: "rm" }), "one of PLAN, DELEGATE, ANSWER, VERIFY", "SHELL"],
  ["unknown_action", call(undefined as never, {}), "one of PLAN, DELEGATE, ANSWER, VERIFY", "undefined"],
  [
    "bad_value",
    call("ANSWER", "The answer is 4."),
    "arguments of ANSWER as a JSON object",
    "The answer is 4.",
  ],
  ["bad_value", call("ANSWER", ["x"]), "arguments of ANSWER as a JSON object", "a list"],
  ["bad_value", call("ANSWER", 4), "arguments of ANSWER as a JSON object", "a number"],
  ["bad_value", call("ANSWER", "4"), "arguments of ANSWER as a JSON object", "4"],
  ["too_long", call("ANSWER", "x".repeat(1_000_001)), "arguments of ANSWER as a JSON object", "x".repeat(80)],
  [
    "too_long",
    call("ANSWER", { TEXT: "x".repeat(1_000_001) }),
    "at most 1000000 characters in a call",
    "x".repeat(80),
  ],
])("`createToolTransport` says %s of a call that cannot be performed", (code, bad, expected, found) => {
  const { actions, problems } = read([bad]);
  expect(actions).toEqual([]);
  expect(problems).toMatchObject([{ code, line: 0, expected, found }]);
  expect(problems[0]!.example).toMatch(/^(PLAN|ANSWER)\(\{/);
});

test.each([
  ["unknown_field", { TASK: "a", PRIORITY: "high" }],
  ["unknown_field", JSON.parse('{"TASK":"a","__proto__":{"x":1}}')],
  ["unknown_field", { TASK: "a", constructor: "b" }],
  ["repeated_field", { TASK: "a", task: "b" }],
])("`createToolTransport` says %s and keeps the rest of %j", (code, fields) => {
  const { actions, problems } = read([call("DELEGATE", fields)]);
  expect(problems).toMatchObject([{ code }]);
  expect(actions).toMatchObject([{ name: "DELEGATE", fields: { TASK: "a" } }]);
  expect(Object.keys(actions[0]!.fields)).toEqual(["TASK"]);
});

test("`createToolTransport` takes an action in the text for text, and tells its writer to call the tool", () => {
  const text = "I will delegate.\nACTION: DELEGATE\nTASK: a\n---END---";
  const parsed = read([call("PLAN", { GOAL: "b" })], text);
  expect(parsed.actions.map(({ name }) => name)).toEqual(["PLAN"]);
  expect(parsed.problems).toMatchObject([
    { code: "inert_action", line: 2, expected: "a call of the tool DELEGATE", found: "ACTION: DELEGATE" },
  ]);
  expect(parsed.problems[0]!.example).toBe(
    'DELEGATE({"AGENT_TYPE":"knowledge","TASK":"Find out what X is."})',
  );
  expect(parsed.text).toBe(text);
});

test("`createToolTransport` answers every call, also refused, unknown, repeated and superfluous ones, and then says the rest", () => {
  const many = Array.from({ length: 70 }, (_each, at) => call("ANSWER", { TEXT: "x" }, `c${at}`));
  const calls = [...many, call("SHELL", {}, "u"), call("PLAN", {}, "c0")];
  const written = reply(calls);
  const parsed = transport.createReader().end(written);
  expect(parsed.actions).toHaveLength(64);
  expect(parsed.problems).toMatchObject([{ code: "too_long", found: "72 calls" }]);
  const answers = [
    { toolCallId: "c0", text: "ANSWER: first" },
    { toolCallId: "c0", text: "ANSWER: second" },
    { text: "No call." },
  ];
  const messages = transport.createAnswer(written, { answers, rest: "STATE: x" });
  expect(messages.map(({ toolCallId }) => toolCallId)).toEqual([...calls.map(({ id }) => id), undefined]);
  expect(messages[0]).toEqual({ role: "tool", content: "ANSWER: first\n\nANSWER: second", toolCallId: "c0" });
  expect(messages[1]).toMatchObject({ role: "tool", content: "Not performed; why is said below." });
  expect(messages.at(-1)).toEqual({ role: "user", content: "No call.\n\nSTATE: x" });
});

test("`createToolTransport` keeps calls in the history, without arguments that cannot be sent again", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
  const message = transport.createAssistantMessage(
    reply(
      [call("ANSWER", { TEXT: "x" }), call("DELEGATE", { INPUT: deep }), call("PLAN", "p".repeat(1_000_001))],
      "t",
    ),
  );
  expect(message).toEqual({
    role: "assistant",
    content: "t",
    toolCalls: [call("ANSWER", { TEXT: "x" }), call("DELEGATE", {}), call("PLAN", {})],
  });
  expect(transport.createAssistantMessage({ ...reply([]), text: "t" })).toEqual({
    role: "assistant",
    content: "t",
  });
});

test("`createToolTransport` never throws, whatever a call carries", () => {
  const name = fc.oneof(fc.constantFrom("PLAN", "DELEGATE", "ANSWER", "VERIFY"), fc.string());
  const field = fc.oneof(fc.constantFrom("TASK", "INPUT", "USING", "TIMEOUT", "__proto__"), fc.string());
  const fields = fc.oneof(fc.dictionary(field, fc.jsonValue()), fc.jsonValue(), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fields)), fc.string(), (calls, text) => {
      const all = calls.map(([called, value], at) => call(called, value, `c${at}`));
      const { actions, problems } = read(all, text);
      for (const { name: known, fields: texts } of actions) {
        expect(sampleActions.map((definition) => definition.name)).toContain(known);
        for (const value of Object.values(texts)) expect(typeof value).toBe("string");
      }
      expect(actions.length + problems.length).toBeGreaterThanOrEqual(Math.min(all.length, 64));
    }),
  );
});
