import { createIndex } from "@convoke/agents-knowledge";
import { scriptedModel } from "@convoke/language-model/testing";
import { expect, test } from "vitest";
import { chooseModel } from "./choose-model.ts";
import { formatOutcomes } from "./format-outcomes.ts";
import { prompts } from "./prompts.ts";
import { readOptions } from "./read-options.ts";
import { runPrompt } from "./run-prompt.ts";

const index = createIndex([
  { file: "depth.md", text: "# Depth\n\nDelegation ends at depth 64, unless a budget says otherwise.\n" },
]);
const options = readOptions(["--rules"], prompts.length);
const claim = prompts.find(({ name }) => name === "true claim")!;

test("`runPrompt` counts a success of the rules, who ask for what is expected", async () => {
  const chosen = await chooseModel(options);
  const outcome = await runPrompt(claim, { chosen, index, options, tell: () => {} });
  expect(outcome).toMatchObject({ success: true, shortcomings: [], delegations: 1, refusals: 0 });
  expect(outcome.states).toEqual(["PLANNING", "EXECUTING", "VERIFYING", "LEARNING"]);
  expect(formatOutcomes([outcome])).toMatch(/\| true claim +\| +yes \|/);
});

test("`runPrompt` counts tokens, refusals and problems of a model that gets nowhere", async () => {
  const usage = { inputTokens: 10, outputTokens: 5 };
  const text = "ACTION: ANSWER\nTEXT: At 64.\n---END---\n\nACTION: DANCE\n---END---";
  const told: string[] = [];
  const chosen = { model: scriptedModel([{ text, usage }]), name: "stubborn", close: async () => {} };
  const outcome = await runPrompt(claim, { chosen, index, options, tell: (line) => told.push(line) });
  expect(outcome).toMatchObject({ success: false, citations: 0, delegations: 0 });
  expect(outcome.shortcomings[0]).toMatch(/^no answer: /);
  expect(outcome.replies).toBeGreaterThan(1);
  expect(outcome.inputTokens).toBe(10 * outcome.replies);
  expect(outcome.refusals).toBeGreaterThan(0);
  expect(outcome.problems).toBeGreaterThan(0);
  expect(told.join("\n")).toContain("ACTION: DANCE");
  expect(formatOutcomes([outcome])).toContain("- true claim: no answer");
});

test("`readOptions` refuses what there is not", () => {
  expect(() => readOptions(["--transport", "pigeon"], 10)).toThrow(/take text or tools/);
  expect(() => readOptions(["--only", "11"], 10)).toThrow(/--only is 11/);
  expect(() => readOptions(["--loud"], 10)).toThrow(/--loud/);
  expect(readOptions(["--only", "1,4"], 10).only).toEqual([0, 3]);
});
