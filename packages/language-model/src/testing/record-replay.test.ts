import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ErrorCode, type ModelRequest, OrchestrationError } from "@convoke/core";
import { scriptedModel } from "@convoke/core/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHealthyModel } from "../../test/healthy-model.ts";
import { collect } from "./case-calls.ts";
import { createCassette } from "./cassette.ts";
import { recordReplay } from "./record-replay.ts";
import { createSecretRemover, removed } from "./remove-secrets.ts";
import { toCanonicalJson } from "./request-key.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-cassette-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { signal } = new AbortController();

function ask(content: string, more: Partial<ModelRequest> = {}): ModelRequest {
  const messages = [
    { role: "system" as const, content: "Rules." },
    { role: "user" as const, content },
  ];
  return { messages, maxOutputTokens: 50, signal, purpose: "test", ...more };
}

const catchError = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

test("`recordReplay` says again what a model said, from a file, for `generate` and for `stream`", async () => {
  const path = join(folder, "cassettes", "of-one", "both.json");
  const recording = recordReplay(createHealthyModel(), path, { mode: "record" });
  const reply = await recording.generate(ask("a"));
  const deltas = await collect(recording.stream(ask("b")));
  expect(deltas.length).toBeGreaterThan(2);

  const replayed = recordReplay(undefined, path, { mode: "replay" });
  // Neither the signal nor the purpose is part of the request, nor is the order in which its parts are written.
  const { messages, maxOutputTokens } = ask("a");
  const another = { purpose: "another", signal: new AbortController().signal, maxOutputTokens, messages };
  expect(await replayed.generate({ ...another, temperature: undefined as never })).toEqual(reply);
  expect(await collect(replayed.stream(ask("b")))).toEqual(deltas);
  expect(await readdir(dirname(path))).toEqual(["both.json"]);
});

test("`recordReplay` tells a reply of `generate` as a stream of one piece, and one of `stream` as a whole", async () => {
  const cassette = createCassette();
  const recording = recordReplay(scriptedModel(["one", "two"]), cassette, { mode: "record" });
  await recording.generate(ask("a"));
  await collect(recording.stream(ask("b")));
  const replayed = recordReplay(undefined, cassette);
  expect(await collect(replayed.stream(ask("a")))).toMatchObject([
    { text: "one" },
    { reply: { text: "one" } },
  ]);
  expect(await replayed.generate(ask("b"))).toMatchObject({ text: "two" });
});

test("`recordReplay` gives the same request its replies in order, and misses one more", async () => {
  const cassette = createCassette();
  const recording = recordReplay(scriptedModel(["first", "second", "third"]), cassette, { mode: "record" });
  for (let count = 0; count < 3; count += 1) await recording.generate(ask("a", { purpose: "count" }));
  const replayed = recordReplay(undefined, cassette);
  expect((await replayed.generate(ask("a"))).text).toBe("first");
  expect((await replayed.generate(ask("a"))).text).toBe("second");
  expect(replayed.listUnused()).toEqual(["count"]);
  expect((await replayed.generate(ask("a"))).text).toBe("third");
  expect(replayed.listUnused()).toEqual([]);
  await expect(replayed.generate(ask("a"))).rejects.toThrow(/recorded 3 times, and is asked once more/);
});

test("`recordReplay` names the purpose of a miss, and what differs from the nearest recording", async () => {
  const cassette = createCassette();
  const recording = recordReplay(scriptedModel(["a"]), cassette, { mode: "record" });
  await recording.generate(ask("What is the capital of France?", { purpose: "ask for France" }));
  await recording.generate(ask("Something else", { purpose: "ask for else", temperature: 1 }));
  const replayed = recordReplay(undefined, cassette);
  const miss = async (request: ModelRequest): Promise<string> => {
    const error = await catchError(replayed.generate(request));
    expect(OrchestrationError.is(error) && error.code).toBe(ErrorCode.INVALID_ARGUMENT);
    return (error as Error).message;
  };
  const norway = await miss(ask("What is the capital of Norway?", { purpose: "ask for Norway" }));
  expect(norway).toContain('No reply for "ask for Norway" is recorded');
  expect(norway).toContain('The nearest recording is for "ask for France"');
  expect(norway).toContain("messages[1] differs from character 23");
  expect(norway).toContain("Norway?");
  expect(await miss(ask("Something else"))).toContain("temperature is missing, and was 1");
  expect(await miss(ask("Something else", { temperature: 1, maxOutputTokens: 9 }))).toContain(
    "maxOutputTokens is 9, and was 50",
  );
  expect(await miss({ ...ask("a"), messages: ask("a").messages.slice(0, 1) })).toMatch(
    /1 messages, and were 2/,
  );
  expect(replayed.misses).toHaveLength(4);
  expect(replayed.misses[0]!.details).toMatchObject({
    purpose: "ask for Norway",
    difference: expect.any(String),
  });
});

test("`recordReplay` records only with an option or `CONVOKE_RECORD=1`, and then anew", async () => {
  const cassette = createCassette();
  await recordReplay(scriptedModel(["old"]), cassette, { mode: "record" }).generate(ask("a"));
  process.env.CONVOKE_RECORD = "1";
  try {
    const recording = recordReplay(scriptedModel(["new"]), cassette);
    expect(recording.mode).toBe("record");
    await recording.generate(ask("b"));
    expect(() => recordReplay(undefined, cassette)).toThrow(/no model to record/);
    expect(recordReplay(undefined, cassette, { mode: "replay" }).mode).toBe("replay");
  } finally {
    delete process.env.CONVOKE_RECORD;
  }
  expect(cassette.entries.map(({ request }) => request.messages[1]!.content)).toEqual(["b"]);
});

test("`recordReplay` writes no secret, and finds requests that differ in their secrets only", async () => {
  const path = join(folder, "secret.json");
  const secrets = ["ada@example.org", "correct horse"];
  const key = `sk-${"a1B2".repeat(10)}`;
  const spoken = `Use ${key} or Authorization: Bearer abcdef123456; write to ada@example.org, ada%40example.org.`;
  const toolCalls = [{ id: "1", name: "log_in", arguments: { password: "hunter2", note: "correct horse" } }];
  const model = scriptedModel([{ text: spoken, toolCalls, finishReason: "tool-calls" }]);
  const recording = recordReplay(model, path, { mode: "record", secrets });
  expect((await recording.generate(ask(spoken, { purpose: `with ${key}` }))).text).toBe(spoken);

  const written = await readFile(path, "utf8");
  for (const secret of [key, "abcdef123456", "ada@", "ada%", "hunter2", "correct horse"])
    expect(written).not.toContain(secret);
  const replayed = recordReplay(undefined, path, { secrets });
  const other = spoken.replace(key, `sk-${"z9".repeat(20)}`).replace("abcdef123456", "another-token");
  expect((await replayed.generate(ask(other))).text).toContain(`Bearer ${removed}`);
});

test("`recordReplay` finds a secret also where a stream cut it in two", async () => {
  const cassette = createCassette();
  const key = `sk-${"a1B2".repeat(10)}`;
  const recording = recordReplay(createHealthyModel(`The key is ${key}.`), cassette, { mode: "record" });
  await collect(recording.stream(ask("a")));
  expect(JSON.stringify(cassette)).not.toContain("a1B2");
  const [piece] = await collect(recordReplay(undefined, cassette).stream(ask("a")));
  expect(piece).toEqual({ type: "text", text: `The key is ${removed}.` });
});

test.each([
  ["Bearer eyAbc.def-123", "Bearer [removed]"],
  ["key=sk-proj-abcdefghijklmnop", "key=[removed]"],
  ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[removed]"],
  ["AKIAABCDEFGHIJKLMNOP", "[removed]"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "[removed]"],
  ['{"api_key": "12345678"}', '{"api_key": "[removed]"}'],
  ["password=hunter22", "password=[removed]"],
  [
    "The bearer of this letter and a password that is long",
    "The bearer of this letter and a password that is long",
  ],
  ["a risk-free, task-oriented password policy", "a risk-free, task-oriented password policy"],
])("`createSecretRemover` makes %j %j", (text, expected) => {
  // "bearer of" is no token: what follows is too short.
  expect(createSecretRemover([])(text)).toBe(expected);
});

test("`createSecretRemover` leaves no secret that it was told, however texts and secrets overlap", () => {
  const secret = fc.string({ minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 3 }), fc.string(), (secrets, text) => {
      const cleaned = createSecretRemover(secrets)({ text: `${text}${secrets.join("")}${text}` });
      for (const each of secrets.filter((each) => !removed.includes(each))) {
        const rest = cleaned.text.replaceAll(removed, "\u0000");
        expect(rest).not.toContain(each);
      }
    }),
  );
});

test("`createSecretRemover` takes time in proportion to hostile text", () => {
  const clean = createSecretRemover(["secret"]);
  for (const text of [
    "Bearer ",
    "eyJ",
    "api_key=",
    "-----BEGIN PRIVATE KEY-----",
    " ",
    "sk-",
    "a.",
    "password:   ",
  ])
    expect(clean(text.repeat(50_000)).length).toBeGreaterThan(0);
});

test("`createSecretRemover` refuses a secret that would be found everywhere", () => {
  expect(() => recordReplay(undefined, createCassette(), { secrets: ["abcd", ""] })).toThrow(/secrets\[1\]/);
});

test("`toCanonicalJson` is the same for equal data, whatever the order of its keys", () => {
  expect(toCanonicalJson({ b: [{ d: 1, c: undefined }], a: "x" })).toBe('{"a":"x","b":[{"d":1}]}');
  expect(toCanonicalJson({ a: "x", b: [{ d: 1 }] })).toBe(toCanonicalJson({ b: [{ d: 1 }], a: "x" }));
});

test.each([
  ["is missing", undefined, /There is no cassette/],
  ["is no JSON", "{", /cannot be read/],
  ["is something else", '{"a":1}', /no version 1/],
  ["has a broken entry", '{"version":1,"entries":[{"key":"a"}]}', /entries\[0\]/],
])("`recordReplay` refuses a file that %s, before the first call", async (what, content, message) => {
  const path = join(folder, `${what.replaceAll(" ", "-")}.json`);
  if (content !== undefined) await writeFile(path, content);
  expect(() => recordReplay(undefined, path)).toThrow(message);
});

test("`recordReplay` keeps every reply when several calls are recorded at once", async () => {
  const path = join(folder, "parallel.json");
  const recording = recordReplay(createHealthyModel(), path, { mode: "record" });
  const names = Array.from({ length: 20 }, (_, at) => `question ${at}`);
  await Promise.all(names.map((name) => recording.generate(ask(name))));
  const replayed = recordReplay(undefined, path);
  for (const name of names) expect((await replayed.generate(ask(name))).text).toBe("Red, green and blue.");
});

test("`recordReplay` rejects with the reason of its signal, before and between pieces", async () => {
  const cassette = createCassette();
  await collect(recordReplay(createHealthyModel(), cassette, { mode: "record" }).stream(ask("a")));
  const replayed = recordReplay(undefined, cassette);
  const reason = new Error("enough");
  await expect(replayed.generate(ask("a", { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  const controller = new AbortController();
  const read = async (): Promise<void> => {
    for await (const _ of replayed.stream(ask("a", { signal: controller.signal }))) controller.abort(reason);
  };
  await expect(read()).rejects.toBe(reason);
});
