import { fenceRule } from "@convoke/core";
import { expect, test } from "vitest";
import { shippedActions } from "../actions/shipped-actions.ts";
import { sampleActions } from "../../test/sample-actions.ts";
import { parseActions } from "../action/action-parser.ts";
import { toGrammar } from "../action/grammar.ts";
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
  expect(prompt).toContain(
    "EXECUTING: delegate; answer when the results suffice. Actions: PLAN, DELEGATE, ANSWER.",
  );
  expect(prompt).toContain("LEARNING: reflect on what to remember. Actions: none.");
  expect(prompt).toContain("- TIMEOUT? (number): Seconds. E.g. 60");
  expect(prompt).toContain("[E1.2]");
  expect(prompt).toContain(fenceRule);
});

test("`createSystemPrompt` leaves the fields to the tools where actions are calls of tools", () => {
  const prompt = createSystemPrompt({ definitions: sampleActions, transport: "tools" });
  expect(prompt).not.toContain("---END---");
  expect(prompt).not.toContain("TIMEOUT");
  expect(prompt).toContain(
    'For example: PLAN({"STEPS":["Find it","Compare it"]}), then DELEGATE({"AGENT_TYPE":"knowledge","TASK":"Find out what X is."})',
  );
  expect(prompt).toContain(
    "EXECUTING: delegate; answer when the results suffice. Actions: PLAN, DELEGATE, ANSWER.",
  );
  expect(prompt).toContain("LEARNING: reflect on what to remember. Actions: none.");
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
  for (const transport of ["text", "tools"] as const)
    expect(createSystemPrompt({ definitions: [], transport })).toContain("There are no actions.");
});

test("`createSystemPrompt` tells of the shipped actions in about 900 tokens", () => {
  // Vocabularies of small models take 3.6 to 3.8 bytes of this text for a token.
  const length = (transport: "text" | "tools") =>
    Buffer.byteLength(createSystemPrompt({ definitions: shippedActions, transport }));
  expect(length("text")).toBeLessThan(3_450);
  expect(length("tools")).toBeLessThan(1_800);
});

test("`createSystemPrompt` tells the first sentence of a description, and no half example", () => {
  const [plan] = sampleActions;
  const description = "A number, e.g. Avogadro's. More of it.";
  const example = "x".repeat(30);
  const fields = { STEPS: plan!.fields["STEPS"]!, N: { kind: "json", description, example } } as const;
  const prompt = createSystemPrompt({ definitions: [{ ...plan!, fields }], transport: "text" });
  expect(prompt).toContain("\n- N (json): A number, e.g. Avogadro's.\n");
});
