import { z } from "zod";
import { expect, test } from "vitest";
import { scriptedModel } from "@convoke/core/testing";
import { askBySchema } from "./ask-by-schema.ts";

const question = {
  purpose: "test",
  system: "Rules.",
  user: "Data.",
  schema: z.object({ a: z.number() }),
  maxOutputTokens: 50,
};
const context = {
  signal: new AbortController().signal,
  budget: { reserve: async (amount: object) => ({ amount, async settle() {} }) },
};

test("`askBySchema` sends rules, data and the schema, and gives what the schema reads", async () => {
  const model = scriptedModel([{ object: { a: 1, more: 2 } }]);
  expect(await askBySchema(model, question, context)).toEqual({ isUsable: true, value: { a: 1 } });
  expect(model.requests[0]).toMatchObject({
    messages: [
      { role: "system", content: "Rules." },
      { role: "user", content: "Data." },
    ],
    schema: { type: "object", required: ["a"] },
    maxOutputTokens: 50,
    purpose: "test",
  });
});

test.each([
  ["of another shape", { object: { a: "1" } }, "its reply has another shape than was asked for"],
  ["that is no JSON", "Sure!", "its reply is no JSON"],
  ["that is cut off", { text: "{", finishReason: "length" as const }, "its reply was cut off"],
  ["that is none", new Error("reset"), "it failed: reset"],
])("`askBySchema` says why a reply %s cannot be used", async (_what, line, reason) => {
  expect(await askBySchema(scriptedModel([line]), question, context)).toEqual({
    isUsable: false,
    reason,
  });
});
