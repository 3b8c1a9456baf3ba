import { expect, test } from "vitest";
import { createKnowledgeAgent } from "../knowledge-agent.ts";
import { completeModelOptions, type ModelOptions } from "./model-options.ts";

test("`completeModelOptions` has nothing put in order unless it is told to", () => {
  expect(completeModelOptions()).toEqual({ rerank: false });
  expect(completeModelOptions({ rerank: true })).toEqual({ rerank: true });
});

test.each<[object, string]>([
  [{ rerank: "yes" }, 'modelOptions.rerank is "yes"; pass true or false.'],
  [{ reorder: true }, 'modelOptions: unknown option "reorder". What can be set is rerank.'],
])("`createKnowledgeAgent` refuses the model options %j", (modelOptions, message) => {
  expect(() => createKnowledgeAgent({ modelOptions: modelOptions as Partial<ModelOptions> })).toThrow(
    expect.objectContaining({ code: "invalid_argument", message }),
  );
});
