import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeTinyGguf } from "../../test/tiny-gguf.ts";
import { toolRequest } from "../../test/tool-request.ts";
import { type LocalModel, localModel } from "./local-model.ts";

// The model writes noise: whatever is well-formed in its replies is so because nothing else could be written.

let folder: string;
let model: LocalModel;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-gguf-"));
  const path = join(folder, "tiny.gguf");
  await writeTinyGguf(path);
  model = await localModel({ path, threads: 1 });
});

afterAll(async () => {
  await model?.close();
  await rm(folder, { recursive: true, force: true });
});

function ask(content: string, more = {}) {
  const messages = [{ role: "user" as const, content }];
  return { messages, maxOutputTokens: 20, temperature: 0, signal, purpose: "test", ...more };
}

const user = { role: "user" as const, content: "Read it" };

test("`localModel` calls the tools that are allowed, with their arguments as their schema says", async () => {
  const reply = await model.generate(ask("Read it", { ...toolRequest, maxOutputTokens: 200 }));
  expect(reply).toMatchObject({ text: "", finishReason: "tool-calls", toolCalls: [{ name: "read" }] });
  const { city, unit = "C", days = [], ...rest } = reply.toolCalls![0]!.arguments as Record<string, unknown>;
  expect([typeof city, rest]).toEqual(["string", {}]);
  expect(["C", "F"]).toContain(unit);
  expect(days).toSatisfy((list) => Array.isArray(list) && list.every((day) => typeof day === "string"));
  const toolChoice = { allowed: ["wait"], required: true };
  const { toolCalls } = await model.generate(
    ask("Read it", { ...toolRequest, toolChoice, maxOutputTokens: 60 }),
  );
  expect(toolCalls).toEqual([{ id: "call-1", name: "wait", arguments: {} }]);
});

test("`localModel` gives each call of a conversation an id of its own", async () => {
  const calls = [{ id: "call-1", name: "wait", arguments: {} }];
  const messages = [
    user,
    { role: "assistant", content: "", toolCalls: calls },
    { role: "tool", content: "It is late.", toolCallId: "call-1" },
  ];
  const toolChoice = { allowed: ["wait"], required: true };
  const { toolCalls } = await model.generate(
    ask("", { ...toolRequest, messages, toolChoice, maxOutputTokens: 60 }),
  );
  expect(toolCalls).toMatchObject([{ id: "call-2" }]);
});

test("`localModel` speaks where no tool is allowed, and calls nothing when it is cut", async () => {
  const request = { ...toolRequest, toolChoice: { allowed: [] }, maxOutputTokens: 12 };
  const deltas = [];
  for await (const delta of model.stream(ask("Speak", request))) deltas.push(delta);
  expect(deltas).toMatchObject([{ type: "finish", reply: { text: "", finishReason: "length" } }]);
  expect(deltas[0]).not.toHaveProperty("reply.toolCalls");
});

test.each([
  [{ type: "object", properties: { a: { type: "integer" }, b: { type: "null" } } }, isOpenObject(["a", "b"])],
  [{ type: "object", additionalProperties: false }, (value: unknown) => JSON.stringify(value) === "{}"],
  [needing({ $ref: "#/$defs/é", $defs: { é: { type: "boolean" } } }), holding((v) => typeof v === "boolean")],
  [needing({ enum: ['"', "\\", "é\n"] }), holding((value) => ['"', "\\", "é\n"].includes(String(value)))],
  [needing({ anyOf: [{ const: 1 }, { type: "null" }] }), holding((value) => value === 1 || value === null)],
  [
    needing({ type: "array", prefixItems: [{ const: 1 }, { const: 2 }], items: false }),
    holding((value) => JSON.stringify(value) === "[1,2]"),
  ],
  [
    needing({ type: "array", items: { const: 7 }, minItems: 2, maxItems: 3 }),
    holding((value) => /^\[7,7(?:,7)?\]$/.test(JSON.stringify(value))),
  ],
  [
    needing({ type: "object", properties: { b: { const: 1 } }, required: ["b"] }),
    holding((value) => JSON.stringify(value) === '{"b":1}'),
  ],
  [
    needing({ type: "string", minLength: 2, maxLength: 3 }),
    holding((value) => typeof value === "string" && value.length >= 2),
  ],
])("`localModel` keeps the arguments of a call to %j", async (parameters, accepts) => {
  const tools = [{ name: "use", description: "Uses.", parameters }];
  const toolChoice = { allowed: ["use"], required: true };
  const reply = await model.generate(ask("Use it", { tools, toolChoice, maxOutputTokens: 150 }));
  expect(reply.finishReason).toBe("tool-calls");
  expect(reply.toolCalls![0]!.arguments).toSatisfy(accepts);
});

function needing({ $defs, ...schema }: Record<string, unknown>) {
  return {
    type: "object",
    properties: { a: schema },
    required: ["a"],
    ...($defs !== undefined && { $defs }),
  };
}

function holding(accepts: (value: unknown) => boolean) {
  return (value: unknown) =>
    Object.keys(value as object).join() === "a" && accepts((value as { a: unknown }).a);
}

function isOpenObject(names: readonly string[]) {
  return (value: unknown) => Object.keys(value as object).every((name) => names.includes(name));
}

test("`localModel` refuses tools beside a schema", async () => {
  const schema = { type: "string" };
  await expect(model.generate(ask("a", { ...toolRequest, schema }))).rejects.toThrow(/not both/);
});
