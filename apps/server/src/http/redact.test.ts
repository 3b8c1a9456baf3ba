import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRedactor, findSecrets } from "./redact.ts";

describe("createRedactor", () => {
  test.each([
    { headers: { authorization: "Bearer SECRET-12345", cookie: "a=SECRET; b=SECRET" } },
    { msg: "asked with Authorization: Bearer SECRET-12345" },
    { err: { message: 'the model said {"api_key":"SECRET"} is wrong' } },
    { input: { apiKey: "SECRET", password: "SECRET", nested: { accessToken: "SECRET" } } },
    { msg: "GET https://search.example/?q=1&api_key=SECRET&token=SECRET" },
    { msg: "Cookie: session=SECRET; other=SECRET" },
    { msg: "key sk-SECRET12345678 was refused" },
    { text: JSON.stringify(JSON.stringify({ token: "SECRET" })) },
    { msg: 'The known one is SEC"RET here' },
  ])("takes secrets out of %j, and leaves JSON", (entry) => {
    const line = createRedactor(['SEC"RET'])(`${JSON.stringify(entry)}\n`);
    expect(line).not.toMatch(/SEC\\?"?RET/);
    expect(Object.keys(JSON.parse(line))).toEqual(Object.keys(entry));
  });

  test("leaves alone what is no secret", () => {
    const entry = {
      maxTokens: 5,
      tokens: 7,
      token: 3,
      msg: "basic tokens: 5 of the basis",
      path: "/api/tokens",
    };
    expect(JSON.parse(createRedactor([])(JSON.stringify(entry)))).toEqual(entry);
  });

  test("needs no long for a long line", () => {
    const line = JSON.stringify({ msg: `token="${"a ".repeat(200_000)}` });
    expect(createRedactor([])(line).length).toBeGreaterThan(0);
  });
});

test("findSecrets gives the values of variables whose names say so, of the environment and of .env", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoke-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const environment = {
    LLM_API_KEY: "12345678",
    CONVOKE_TOKEN: "abcdefgh",
    PATH: "/usr/bin",
    SOME_KEY: "short",
  };
  expect(findSecrets(environment, folder)).toEqual(["12345678", "abcdefgh"]);
  writeFileSync(join(folder, ".env"), 'LLM_MODEL=a-model-of-some-name\nBRAVE_API_KEY="of-a-file"\n');
  expect(findSecrets({}, folder)).toEqual(["of-a-file"]);
});
