import { expect, test } from "vitest";
import { runSample } from "../../../tooling/samples/run-sample.ts";

const code = `
import { registerHooks } from "node:module";

const asked: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    asked.push(specifier);
    return next(specifier, context);
  },
});
const { openAiModel } = await import("@convoke/language-model");
const model = openAiModel({ baseURL: "http://127.0.0.1:1/v1", model: "m", maxRetries: 0 });
const isLoaded = () => asked.includes("openai") || asked.includes("node-llama-cpp");
console.log("before", isLoaded());
const request = { purpose: "test", messages: [], maxOutputTokens: 1, signal: new AbortController().signal };
await model.generate(request).catch(() => {});
console.log("after", isLoaded());
`;

test("`openAiModel` loads its client at the first call, not when it is imported or created", () => {
  const { succeeded, output } = runSample({ code });
  expect({ succeeded, output }).toMatchObject({ succeeded: true });
  expect(output).toContain("before false");
  expect(output).toContain("after true");
});
