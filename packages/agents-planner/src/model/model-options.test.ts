import { expect, test } from "vitest";
import { completeModelOptions, type ModelOptions } from "./model-options.ts";

test("`completeModelOptions` fills in what is missing", () => {
  expect(completeModelOptions()).toEqual({ maxOutputTokens: 4_000, maxRepairs: 2 });
  expect(completeModelOptions({ maxRepairs: 0, maxOutputTokens: undefined })).toEqual({
    maxOutputTokens: 4_000,
    maxRepairs: 0,
  });
});

test.each<[unknown, string]>([
  [{ maxRepairs: 3 }, "modelOptions.maxRepairs is 3; pass a whole number from 0 to 2."],
  [
    { maxOutputTokens: "all" },
    'modelOptions.maxOutputTokens is "all"; pass a whole number from 200 to 100000.',
  ],
  [
    { maxOutputTokens: Number.NaN },
    "modelOptions.maxOutputTokens is NaN; pass a whole number from 200 to 100000.",
  ],
  [{ repairs: 1 }, 'modelOptions: unknown option "repairs". What can be set is maxOutputTokens, maxRepairs.'],
  [
    { __proto__: null, constructor: 1 },
    'modelOptions: unknown option "constructor". What can be set is maxOutputTokens, maxRepairs.',
  ],
  [null, "modelOptions is null; pass an object of maxOutputTokens, maxRepairs."],
  [[], "modelOptions is []; pass an object of maxOutputTokens, maxRepairs."],
])("`completeModelOptions` refuses %j", (options, message) => {
  expect(() => completeModelOptions(options as Partial<ModelOptions>)).toThrow(
    expect.objectContaining({ code: "invalid_argument", message }),
  );
});
