import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ModelError, modelFromEnvironment } from "../src/index.ts";
import { answerWith, createRequest } from "./support/endpoint.ts";
import { startServer } from "./support/openai-server.ts";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function createFolder(file?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "convoke-"));
  folders.push(folder);
  if (file !== undefined) writeFileSync(join(folder, ".env"), file);
  return folder;
}

const key = "sk-very-secret";

test("`modelFromEnvironment` is undefined when nothing is set, or all of it is empty", () => {
  expect(modelFromEnvironment({ environment: {}, folder: createFolder() })).toBeUndefined();
  expect(modelFromEnvironment({ environment: {}, folder: createFolder("OTHER=1\n") })).toBeUndefined();
  expect(modelFromEnvironment({ environment: {}, folder: join(createFolder(), "missing") })).toBeUndefined();
  const environment = { LLM_API_KEY: "", LLM_BASE_URL: " ", LLM_MODEL: undefined };
  expect(modelFromEnvironment({ environment, folder: createFolder("LLM_MODEL=\n") })).toBeUndefined();
});

test("`modelFromEnvironment` reads the environment first and `.env` for the rest", async () => {
  await using server = await startServer([answerWith("chat", { text: "Hi." })]);
  const folder = createFolder(
    `# mine\nLLM_API_KEY="${key}"\nLLM_MODEL=file-model\nLLM_BASE_URL='${server.baseURL}/' # here\n`,
  );
  const model = modelFromEnvironment({ environment: { LLM_MODEL: "m" }, folder });
  expect(model?.modelName).toBe("m");
  expect((await model?.generate(createRequest()))?.text).toBe("Hi.");
  expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${key}`);
});

test("`modelFromEnvironment` takes an empty variable for a word that `.env` does not overrule", async () => {
  const file = `LLM_API_KEY=${key}\nLLM_MODEL=m\n`;
  const off = { LLM_API_KEY: "" };
  expect(modelFromEnvironment({ environment: {}, folder: createFolder(file) })?.modelName).toBe("m");
  expect(modelFromEnvironment({ environment: off, folder: createFolder(file) })).toBeUndefined();
  // Only what is emptied is gone.
  await using server = await startServer([answerWith("chat", { text: "Hi." })]);
  const folder = createFolder(`${file}LLM_BASE_URL=${server.baseURL}\n`);
  await modelFromEnvironment({ environment: off, folder })?.generate(createRequest());
  expect(server.requests[0]!.headers.authorization).toBeUndefined();
  const all = { LLM_API_KEY: " ", LLM_BASE_URL: "", LLM_MODEL: "" };
  expect(modelFromEnvironment({ environment: all, folder })).toBeUndefined();
});

test("the tests of the workspace are run without the model of whoever runs them", () => {
  const { LLM_API_KEY, LLM_BASE_URL, LLM_MODEL } = process.env;
  expect([LLM_API_KEY, LLM_BASE_URL, LLM_MODEL]).toEqual(["", "", ""]);
});

test.each([
  [{ LLM_API_KEY: key }, "gpt-5-mini"],
  [{ LLM_API_KEY: key, LLM_BASE_URL: "https://api.openai.com/v1" }, "gpt-5-mini"],
  [{ LLM_BASE_URL: "http://127.0.0.1:8080/v1" }, "default"],
  [{ LLM_BASE_URL: "http://127.0.0.1:8080/v1", LLM_MODEL: "qwen" }, "qwen"],
  [{ LLM_API_KEY: key, LLM_MODEL: "gpt-5" }, "gpt-5"],
])("`modelFromEnvironment` takes %j for the model %j", (environment, name) => {
  expect(modelFromEnvironment({ environment, folder: createFolder() })?.modelName).toBe(name);
});

test.each([
  [{ LLM_MODEL: "m" }, "LLM_MODEL", "neither LLM_API_KEY nor LLM_BASE_URL"],
  [{ LLM_API_KEY: "", LLM_MODEL: "m" }, "LLM_MODEL", "neither LLM_API_KEY nor LLM_BASE_URL"],
  [{ LLM_API_KEY: key, LLM_BASE_URL: "https://models.test/v1" }, "LLM_MODEL", "models.test"],
  [{ LLM_BASE_URL: `localhost:8080/${key}` }, "LLM_BASE_URL", "no http or https address"],
  [{ LLM_BASE_URL: `https://user:${key}@models.test` }, "LLM_BASE_URL", "password"],
  [{ LLM_API_KEY: `${key} # work` }, "LLM_API_KEY", "characters that a key cannot hold"],
])(
  "`modelFromEnvironment` refuses half a setting or a bad one, and shows no key: %j",
  (environment, option, message) => {
    let error: unknown;
    try {
      modelFromEnvironment({ environment, folder: createFolder() });
    } catch (thrown) {
      error = thrown;
    }
    expect(ModelError.is(error)).toBe(true);
    expect(error).toMatchObject({ reason: "invalid_options", details: { option } });
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain("secret");
  },
);

test("`modelFromEnvironment` says that it cannot read `.env`, and hands options on", () => {
  const folder = createFolder();
  expect(() => modelFromEnvironment({ environment: {}, folder: "a\0b" })).toThrow(/\.env/);
  const environment = { LLM_BASE_URL: "http://127.0.0.1:8080/v1" };
  expect(() => modelFromEnvironment({ environment, folder, timeoutMs: -1 })).toThrow("timeoutMs is -1");
  expect(() => modelFromEnvironment({ environment, folder, foldr: "." } as object)).toThrow(
    'unknown option "foldr"',
  );
});

test("`modelFromEnvironment` reads a `.env` that begins with a byte order mark", () => {
  const folder = createFolder(`\uFEFFLLM_API_KEY=${key}\nLLM_MODEL=m\n`);
  expect(modelFromEnvironment({ environment: {}, folder })?.modelName).toBe("m");
});

test.each(["https://x.example/a b", "https://x.example/\u0000v1", "http://x.example/a\tb"])(
  "`modelFromEnvironment` refuses the address %j, and does not repeat it",
  (address) => {
    const ask = (): unknown =>
      modelFromEnvironment({ environment: { LLM_BASE_URL: address }, folder: createFolder() });
    expect(ask).toThrow(expect.objectContaining({ reason: "invalid_options" }));
    expect(ask).not.toThrow(address);
  },
);
