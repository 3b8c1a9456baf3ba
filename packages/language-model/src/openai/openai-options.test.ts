import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ModelError } from "../errors/model-error.ts";
import { openAiModel } from "./openai-model.ts";

test.each([
  [undefined, "openAiModel", "no object"],
  [{}, "model", "model is missing"],
  [{ modle: "m" }, "modle", 'Did you mean "model"?'],
  [{ model: "m", baseUrl: "http://x.test" }, "baseUrl", 'Did you mean "baseURL"?'],
  [{ model: "m", baseURL: "ftp://x.test" }, "baseURL", "no http or https address"],
  [{ model: "m", apiKey: "" }, "apiKey", "is empty"],
  [{ model: "m", apiKey: "sk-secret\nX" }, "apiKey", "line breaks"],
  [{ model: "m", api: "completions" }, "api", '"chat", "responses"'],
  [{ model: "m", structuredOutput: "json" }, "structuredOutput", '"native"'],
  [{ model: "m", repair: 1 }, "repair", "true, false"],
  [{ model: "m", maxRetries: 1.5 }, "maxRetries", "whole number"],
  [{ model: "m", timeoutMs: 0 }, "timeoutMs", "from 1"],
  [{ model: "m", idleTimeoutMs: Number.NaN }, "idleTimeoutMs", "NaN"],
  [{ model: "m", maxResponseBytes: "1" }, "maxResponseBytes", "string"],
  [{ model: "m", prices: { inputPerMillionUsd: 1 } }, "prices.outputPerMillionUsd", "undefined"],
  [{ model: "m", prices: { input: 1, output: 2 } }, "input", "inputPerMillionUsd"],
  [
    { model: "m", prices: { inputPerMillionUsd: -1, outputPerMillionUsd: 1 } },
    "prices.inputPerMillionUsd",
    "-1",
  ],
  [{ model: "m", headers: { "x-key": "sk-secret\r\nX: 1" } }, "headers", "x-key"],
  [{ model: "m", extraBody: [] }, "extraBody", "object"],
  [{ model: "m", fetch: "fetch" }, "fetch", "function"],
] as const)(
  "`openAiModel` refuses the options %j, and names what, without showing a key",
  (options, option, message) => {
    let error: unknown;
    try {
      openAiModel(options as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(ModelError.is(error)).toBe(true);
    expect(error).toMatchObject({ reason: "invalid_options", code: "invalid_argument", details: { option } });
    expect((error as Error).message).toContain(message);
    expect(inspect(error)).not.toContain("sk-secret");
  },
);

test("`openAiModel` takes off the blanks that copying a key brings along", () => {
  expect(() => openAiModel({ model: "m", apiKey: " sk-1\n" })).not.toThrow();
});

test("`openAiModel` shows nothing of its key", () => {
  const model = openAiModel({ model: "m", apiKey: "sk-secret" });
  expect(inspect(model, { depth: null, showHidden: true }) + JSON.stringify(model)).not.toContain("secret");
});
