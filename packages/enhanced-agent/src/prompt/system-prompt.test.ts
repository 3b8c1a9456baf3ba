import { fenceRule } from "@convoke/core";
import { expect, test } from "vitest";
import { sampleActions } from "../../test/sample-actions.ts";
import { parseActions } from "../action/action-parser.ts";
import { toGrammar } from "../action/grammar.ts";
import { formatMaskTable } from "./mask-table.ts";
import { createSystemPrompt } from "./system-prompt.ts";

test("`createSystemPrompt` says how actions are written, which there are and where, how to cite, and what data is", () => {
  const prompt = createSystemPrompt({ definitions: sampleActions, transport: "text" });
  const example =
    "ACTION: PLAN\nSTEPS:\n- Find it\n- Compare it\n---END---\nACTION: DELEGATE\nAGENT_TYPE: knowledge\nTASK: Find out what X is.\n---END---";
  expect(prompt).toContain(example);
  const { actions, problems } = parseActions(example, toGrammar(sampleActions));
  expect(problems).toEqual([]);
  expect(actions.map(({ name, recovered }) => [name, recovered])).toEqual([
    ["PLAN", false],
    ["DELEGATE", false],
  ]);
  expect(prompt).toContain(formatMaskTable(sampleActions));
  expect(prompt).toContain("- TIMEOUT (number, optional): Seconds. E.g. 60");
  expect(prompt).toContain("[E1.2]");
  expect(prompt).toContain(fenceRule);
});

test("`createSystemPrompt` leaves the fields to the tools where actions are calls of tools", () => {
  const prompt = createSystemPrompt({ definitions: sampleActions, transport: "tools" });
  expect(prompt).not.toContain("---END---");
  expect(prompt).not.toContain("TIMEOUT");
  expect(prompt).toContain(formatMaskTable(sampleActions));
});

test("`createSystemPrompt` gives the same bytes for the same options, and adds instructions at the end", () => {
  const options = { definitions: sampleActions, transport: "text" } as const;
  const prompt = createSystemPrompt(options);
  expect(createSystemPrompt({ ...options, instructions: " " })).toBe(prompt);
  expect(createSystemPrompt({ ...options, instructions: "Answer in Maori." })).toBe(
    `${prompt}\n\nAlso: Answer in Maori.`,
  );
});

test("`createSystemPrompt` manages without actions", () => {
  expect(createSystemPrompt({ definitions: [], transport: "text" })).toContain("There are no actions.");
});
