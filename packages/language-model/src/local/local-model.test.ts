import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCases } from "@convoke/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeTinyGguf } from "../../test/tiny-gguf.ts";
import { ModelError } from "../errors/model-error.ts";
import { languageModelCases } from "../testing/language-model-cases.ts";
import { loadLlamaModule } from "./load-llama.ts";
import { type LocalModel, localModel } from "./local-model.ts";
import { toolRequest } from "../../test/tool-request.ts";

let folder: string;
let path: string;
let model: LocalModel;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-gguf-"));
  path = join(folder, "tiny.gguf");
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

describe("localModel keeps every promise of a language model", () => {
  const impossible = { messages: [{ role: "user" as const, content: "a" }], maxOutputTokens: 1_000_000 };
  const tools = { ...ask("Read it"), ...toolRequest, maxOutputTokens: 200 };
  runCases(test, languageModelCases, () => ({
    context: { subject: model, requests: { impossible, tools } },
  }));
});

test("`localModel` knows its name and its size from the file", () => {
  expect(model.modelName).toBe("Tiny noise");
  expect(model.contextTokens).toBe(2048);
});

test("`localModel` uses the chat template of the file, and counts what it renders", async () => {
  const counted = (content: string): number => model.estimate!(ask(content)).tokens! - 20;
  // `<user>`, line, text, end, line, `<assistant>`, line, behind the token that begins a text.
  expect(counted("abc")).toBe(1 + 6 + 1 + 3 + 1 + 1 + 11 + 1);
  expect(counted("é")).toBe(counted("ab"));
  const { usage, text } = await model.generate(ask("abc"));
  expect(usage).toEqual({ inputTokens: counted("abc"), outputTokens: 20 });
  expect(text).toHaveLength(20);
});

test("`localModel` says the same to the same words at temperature 0, and to the same seed above", async () => {
  const say = async (subject: LocalModel, temperature: number): Promise<string> =>
    (await subject.generate(ask("Say it", { temperature }))).text;
  expect(await say(model, 0)).toBe(await say(model, 0));
  const seeded = await localModel({ path, threads: 1, seed: 7 });
  const alike = await localModel({ path, threads: 1, seed: 7 });
  const first = await say(seeded, 2);
  expect(await say(alike, 2)).toBe(first);
  await Promise.all([seeded.close(), alike.close()]);
  expect(first).not.toBe(await say(model, 0));
});

test("`localModel` reads system and assistant messages, and joins neighbours of a role", async () => {
  const user = (content: string) => ({ role: "user" as const, content });
  const system = { role: "system" as const, content: "Rules." };
  const assistant = { role: "assistant" as const, content: "Yes." };
  const count = (...messages: (typeof system | typeof assistant | ReturnType<typeof user>)[]) =>
    model.estimate!({ messages, maxOutputTokens: 1 }).tokens!;
  expect(count(system, user("a"))).toBeGreaterThan(count(user("a")));
  expect(count(user("a"), user("b"))).toBe(count(user("a\n\nb")));
  expect(count(user("a"), assistant, user("b"))).toBeGreaterThan(count(user("a"), user("b")));
});

test("`localModel` ends a reply before a `stop` text", async () => {
  const { text } = await model.generate(ask("Stop early"));
  const stop = text.slice(5, 7);
  const reply = await model.generate(ask("Stop early", { stop: [stop] }));
  expect(reply).toMatchObject({ text: text.slice(0, text.indexOf(stop)), finishReason: "stop" });
});

test("`localModel` says so when a `stop` text leaves no JSON", async () => {
  const schema = { type: "object", properties: { city: { type: "string" } } };
  const reply = model.generate(ask("Write", { schema, stop: ["city"] }));
  await expect(reply).rejects.toMatchObject({ reason: "bad_response" });
});

test("`localModel` gives no object when the reply was cut before its end", async () => {
  const schema = { type: "object", properties: { text: { type: "string", minLength: 60 } } };
  const reply = await model.generate(ask("Write", { schema, maxOutputTokens: 10 }));
  expect(reply.finishReason).toBe("length");
  expect(reply).not.toHaveProperty("object");
});

test.each([
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, /^(?:-?\d+(?:e[+-]?\d+)?|null)$/i],
  [{ enum: ["yes", "no"] }, /^"(?:yes|no)"$/],
  [{ type: ["boolean", "null"] }, /^(?:true|false|null)$/],
  [{ type: "array", items: { const: 1 }, minItems: 2, maxItems: 2 }, /^\[1,1\]$/],
  [{ type: "array", items: { type: "integer" }, minItems: 4, maxItems: 4 }, /^\[(?:-?\d{1,16},?){4}\]$/],
  [{ $ref: "#/$defs/a", $defs: { a: { type: "boolean" } } }, /^(?:true|false)$/],
])("`localModel` writes what the schema %j asks for", async (schema, expected) => {
  const { object } = await model.generate(ask("Write", { schema, maxOutputTokens: 100 }));
  expect(JSON.stringify(object)).toMatch(expected);
});

test.each([
  ["allOf", { allOf: [{ type: "string" }] }],
  ["properties.a.not", { type: "object", properties: { a: { not: {} } } }],
  ["$ref", { $ref: "https://example.com/schema" }],
  ["enum", { enum: [{}] }],
  ["type", { type: "date" }],
])("`localModel` refuses a schema with %s, and says where", async (place, schema) => {
  const error = await model.generate(ask("Write", { schema })).catch((thrown: unknown) => thrown);
  expect(ModelError.is(error) && error.reason).toBe("invalid_request");
  expect((error as Error).message).toContain(`schema.${place}`);
});

test("`localModel` repeats itself less with a `repeatPenalty`", async () => {
  const wordy = await localModel({ path, threads: 1, repeatPenalty: 1 });
  const varied = await localModel({ path, threads: 1, repeatPenalty: 2 });
  const count = async (subject: LocalModel): Promise<number> =>
    new Set((await subject.generate(ask("Say it", { maxOutputTokens: 60 }))).text).size;
  expect(await count(varied)).toBeGreaterThan(await count(wordy));
  await Promise.all([wordy.close(), varied.close()]);
});

test("`localModel` refuses messages that do not fit, rather than to forget some of them", async () => {
  const error = await model.generate(ask("a".repeat(3000))).catch((thrown: unknown) => thrown);
  expect(ModelError.is(error) && error.reason).toBe("context_too_long");
  expect((error as ModelError).details).toMatchObject({ maxOutputTokens: 20, contextTokens: 2048 });
});

test.each([
  ["ends with the assistant", [{ role: "assistant", content: "a" }], /last message/],
  ["is empty", [], /last message/],
])("`localModel` refuses a conversation that %s", async (_what, messages, message) => {
  await expect(model.generate(ask("", { messages }))).rejects.toThrow(message);
});

test("`localModel` lets at most `maxWaiting` calls wait, and gives up those whose signal aborts", async () => {
  const narrow = await localModel({ path, threads: 1, maxWaiting: 1 });
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = narrow.generate(ask("a", { maxOutputTokens: 1000, signal: running.signal }));
  const second = narrow.generate(ask("b", { signal: waiting.signal }));
  await expect(narrow.generate(ask("c"))).rejects.toMatchObject({ reason: "rate_limited" });
  const reason = new Error("enough");
  waiting.abort(reason);
  await expect(second).rejects.toBe(reason);
  running.abort(reason);
  await expect(first).rejects.toBe(reason);
  expect((await narrow.generate(ask("d"))).text).toHaveLength(20);
  await narrow.close();
});

test("`LocalModel.close` ends what runs, and refuses later calls", async () => {
  const closed = await localModel({ path, threads: 1 });
  const running = closed.generate(ask("a", { maxOutputTokens: 1000 }));
  await Promise.all([expect(running).rejects.toThrow(/was closed/), closed.close()]);
  await closed.close();
  await expect(closed.generate(ask("b"))).rejects.toThrow(/was closed/);
});

test("`localModel` stops loading when its signal aborts", async () => {
  const reason = new Error("not now");
  await expect(localModel({ path, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("`localModel` names a path without a model, and what lies there", async () => {
  await writeFile(join(folder, "page.html"), "<!doctype html>");
  await writeFile(join(folder, "empty.gguf"), "");
  await writeFile(join(folder, "broken.gguf"), "GGUF\u0003\0\0\0 and then nothing that makes sense");
  await writeFile(join(folder, "old.gguf"), "GGUF\u0001\0\0\0");
  const fail = (name: string): Promise<unknown> =>
    localModel({ path: join(folder, name) }).catch((error: unknown) => error);
  const expected = { reason: "model_not_found", code: "agent_failed" };
  expect(await fail("missing.gguf")).toMatchObject({
    ...expected,
    message: expect.stringMatching(/there is no file .*missing/),
  });
  expect(await fail("page.html")).toMatchObject({
    ...expected,
    message: expect.stringMatching(/begins with "<!do"/),
  });
  expect(await fail("empty.gguf")).toMatchObject({
    ...expected,
    message: expect.stringMatching(/is no GGUF file/),
  });
  expect(await fail("broken.gguf")).toMatchObject({
    ...expected,
    message: expect.stringMatching(/cannot be loaded/),
  });
  expect(await fail("old.gguf")).toMatchObject({
    ...expected,
    message: expect.stringMatching(/has version 1 of GGUF/),
  });
  expect(await fail(".")).toMatchObject(expected);
});

test("`localModel` says what to install when the package that computes is missing", async () => {
  const name = "node-llama-cpp-that-nobody-installed";
  const error = await loadLlamaModule(() => import(name)).catch((thrown: unknown) => thrown);
  expect(ModelError.is(error) && error.reason).toBe("runtime_missing");
  expect((error as Error).message).toContain("npm install node-llama-cpp");
});

test.each([
  [{}, /path is missing/],
  [{ path: "a.gguf", contextToken: 5 }, /Did you mean "contextTokens"/],
  [{ path: "a.gguf", contextTokens: 10 }, /contextTokens is 10/],
  [{ path: "a.gguf", threads: 0 }, /threads is 0/],
  [{ path: "a.gguf", repeatPenalty: 0.5 }, /repeatPenalty is 0.5/],
  [{ path: "a.gguf", seed: -1 }, /seed is -1/],
  [{ path: "a.gguf", name: "" }, /name/],
  [undefined, /no object/],
])("`localModel` refuses the options %j", async (options, message) => {
  await expect(localModel(options as never)).rejects.toThrow(message);
});
