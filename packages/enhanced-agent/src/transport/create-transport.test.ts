import type { ModelReply } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleActions } from "../../test/sample-actions.ts";
import { formatAction } from "../action/format-action.ts";
import { readAction } from "../action/read-action.ts";
import type { ParsedMessage } from "../action/written-action.ts";
import { createTransport } from "./create-transport.ts";
import type { TransportKind } from "./transport.ts";

const marker = "data-1f2e";

const usage = { inputTokens: 1, outputTokens: 1 };

/** What the messages of both transports come to. */
function readAll({ actions, problems }: ParsedMessage) {
  const read = actions.map((written) => {
    const definition = sampleActions.find(({ name }) => name === written.name)!;
    const { action, problems: wrong } = readAction(written, definition);
    return { name: written.name, fields: action?.fields, wrong: wrong?.map(({ code }) => code) };
  });
  return { read, codes: problems.map(({ code }) => code) };
}

function readText(text: string, chunk = 7): ParsedMessage {
  const reader = createTransport("text", { definitions: sampleActions, marker }).createReader();
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk));
  return reader.end({ text, usage, finishReason: "stop" });
}

function readCall(name: string, fields: unknown): ParsedMessage {
  const reader = createTransport("tools", { definitions: sampleActions, marker }).createReader();
  const toolCalls = [{ id: "c1", name, arguments: fields }];
  return reader.end({ text: "", toolCalls, usage, finishReason: "tool-calls" });
}

test.each([
  ["PLAN", { STEPS: ["Find it", "Compare it"] }, "STEPS:\n- Find it\n- Compare it"],
  ["PLAN", { STEPS: ["- dashed", "2. numbered"] }, "STEPS:\n- - dashed\n- 2. numbered"],
  ["PLAN", { STEPS: "1. Find it\n2. Compare it" }, "STEPS:\n1. Find it\n2. Compare it"],
  ["PLAN", {}, ""],
  ["DELEGATE", { TASK: "a" }, "TASK: a"],
  ["DELEGATE", { TASK: "first\n\nthird" }, "TASK: first\n\nthird"],
  ["DELEGATE", { TASK: "a", INPUT: { q: ["x", 1, null] } }, 'TASK: a\nINPUT: {"q":["x",1,null]}'],
  ["DELEGATE", { TASK: "a", INPUT: '{"q":1}' }, 'TASK: a\nINPUT: {"q":1}'],
  ["DELEGATE", { TASK: "a", INPUT: "no json" }, "TASK: a\nINPUT: no json"],
  ["DELEGATE", { TASK: "a", INPUT: 7 }, "TASK: a\nINPUT: 7"],
  ["DELEGATE", { TASK: "a", TIMEOUT: 2.5 }, "TASK: a\nTIMEOUT: 2.5"],
  ["DELEGATE", { TASK: "a", TIMEOUT: "30" }, "TASK: a\nTIMEOUT: 30"],
  ["DELEGATE", { TASK: "a", TIMEOUT: "soon" }, "TASK: a\nTIMEOUT: soon"],
  ["DELEGATE", { TASK: "a", TIMEOUT: -1 }, "TASK: a\nTIMEOUT: -1"],
  ["DELEGATE", { TASK: "a", USING: "E1" }, "TASK: a\nUSING: E1"],
  ["DELEGATE", { TASK: "a", USING: ["E1", "E2"] }, "TASK: a\nUSING:\n- E1\n- E2"],
  ["DELEGATE", { AGENT_TYPE: "code" }, "AGENT_TYPE: code"],
  ["ANSWER", { TEXT: "A kiwi is a bird [E1.1]." }, "TEXT: A kiwi is a bird [E1.1]."],
  ["VERIFY", { VERDICT: "fail", UNMET: ["No price"] }, "VERDICT: fail\nUNMET:\n- No price"],
])("both transports read %s %j to equal actions", (name, fields, text) => {
  const written = [`ACTION: ${name}`, text, "---END---"].filter((line) => line !== "").join("\n");
  const asText = readAll(readText(written));
  expect(asText.read).toHaveLength(1);
  expect(readAll(readCall(name, fields))).toEqual(asText);
});

test("both transports read equal actions, whatever their fields say", () => {
  const unit = fc.oneof(
    fc.constantFrom(
      "\nACTION: ANSWER\n",
      "\n---END---\n",
      "\nTASK: b",
      "\\",
      "\n```\n",
      "\n> ",
      "\u200b",
      "：",
      marker,
    ),
    fc.string({ minLength: 1, maxLength: 2 }),
  );
  const text = fc.string({ unit }).filter((value) => value.trim() !== "");
  const fields = fc.record(
    { TASK: text, AGENT_TYPE: text, INPUT: fc.object(), TIMEOUT: fc.integer({ min: 1, max: 1e6 }) },
    { requiredKeys: ["TASK"] },
  );
  fc.assert(
    fc.property(fields, fc.integer({ min: 1, max: 20 }), (values, chunk) => {
      // As a service sends it: through JSON.
      const sent = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
      const texts = Object.entries(sent).map(([field, value]) => [
        field,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      const written = formatAction({ name: "DELEGATE", fields: Object.fromEntries(texts) });
      const asText = readAll(readText(written, chunk));
      expect(asText.codes).toEqual([]);
      expect(readAll(readCall("DELEGATE", sent))).toEqual(asText);
    }),
  );
});

test("the text transport reads the whole reply, also when pieces of it were lost on the way", () => {
  const text = "Now.\nACTION: ANSWER\nTEXT: a\n---END---";
  const reader = createTransport("text", { definitions: sampleActions, marker }).createReader();
  reader.push("ACTION: PLAN\n---END---");
  const reply: ModelReply = { text, usage, finishReason: "stop" };
  expect(reader.end(reply).actions.map(({ name }) => name)).toEqual(["ANSWER"]);
  const untold = createTransport("text", { definitions: sampleActions, marker }).createReader();
  expect(untold.end(reply)).toEqual(readText(text));
});

test("the text transport stops where the model begins to write the agent's part, and answers in one message", () => {
  const transport = createTransport("text", { definitions: sampleActions, marker });
  expect(transport.createRequestParts(["PLAN"])).toEqual({ stop: [". Allowed now:", "<<data-1f2e"] });
  const reply: ModelReply = { text: "a", usage, finishReason: "stop" };
  expect(transport.createAssistantMessage(reply)).toEqual({ role: "assistant", content: "a" });
  const answers = [{ text: "PLAN: set." }, { text: "ANSWER: sent back." }];
  expect(transport.createAnswer(reply, { answers, rest: "STATE: x" })).toEqual([
    { role: "user", content: "PLAN: set.\n\nANSWER: sent back.\n\nSTATE: x" },
  ]);
});

test.each<TransportKind>(["text", "tools"])("the %s transport gives prose out while it comes in", (kind) => {
  const reader = createTransport(kind, { definitions: sampleActions, marker }).createReader();
  expect(reader.push("I will look it up.\n") + reader.push("Then I answer.\n")).toContain(
    "I will look it up.",
  );
});

test("both transports explain the problems of an action by an example in their own form", () => {
  const problem = readAction(
    { name: "ANSWER", fields: {}, line: 0, recovered: false },
    sampleActions.find(({ name }) => name === "ANSWER")!,
  ).problems![0]!;
  const explain = (kind: TransportKind) =>
    createTransport(kind, { definitions: sampleActions, marker }).explainProblems([problem])[0]!.example;
  expect(explain("text")).toBe("ACTION: ANSWER\nTEXT: X is a bird [E1].\n---END---");
  expect(explain("tools")).toBe('ANSWER({"TEXT":"X is a bird [E1]."})');
});
