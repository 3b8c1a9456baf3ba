import { describe, expect, test } from "vitest";
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

test("findSecrets gives the values of variables whose names say so", () => {
  expect(
    findSecrets({ LLM_API_KEY: "12345678", CONVOKE_TOKEN: "abcdefgh", PATH: "/usr/bin", SOME_KEY: "short" }),
  ).toEqual(["12345678", "abcdefgh"]);
});
