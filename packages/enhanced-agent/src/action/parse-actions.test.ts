import { describe, expect, test } from "vitest";
import { createActionParser, parseActions } from "./action-parser.ts";
import { formatAction } from "./format-action.ts";
import type { ActionGrammar } from "./written-action.ts";

const grammar: ActionGrammar = {
  actions: [
    { name: "DELEGATE", fields: ["AGENT_TYPE", "TASK", "INPUT", "TIMEOUT"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
};
const parse = (text: string) => parseActions(text, grammar);
const fieldsOf = (text: string) => parse(text).actions.map(({ fields }) => fields);

describe("sentences that are no actions", () => {
  test.each([
    "Action: we must hurry",
    "Action items: two",
    "The ACTION: DELEGATE is next",
    '"ACTION: ANSWER"',
    "| ACTION: ANSWER |",
    "ACTIONS: ANSWER",
    "ACTION ANSWER",
    "Action: Review",
    `${"\u200B".repeat(300)}ACTION: ANSWER`,
    "> quoted\nACTION: ANSWER",
    "\n    ACTION: ANSWER",
    "```\n```x\nACTION: ANSWER",
  ])("`parseActions` leaves %j as it is", (text) => {
    expect(parse(text)).toMatchObject({ actions: [], text });
  });

  test.each([
    "- entry\n\n    ACTION: ANSWER",
    "> quoted\n\nACTION: ANSWER",
    "> quoted\n### ACTION: ANSWER",
    "text\n    ACTION: ANSWER",
  ])("`parseActions` reads the action in %j", (text) => {
    expect(parse(text).actions).toMatchObject([{ name: "ANSWER", recovered: true }]);
  });
});

describe("texts of fields", () => {
  test("`parseActions` keeps lines that look like fields and are none", () => {
    const TASK =
      "Write it.\nNOTE: in Rust\n- Input: a list\nhttp://a.b\n> TIMEOUT: 5\nTask: again\n        INPUT: deep";
    expect(parse(formatless({ AGENT_TYPE: "code", TASK }))).toMatchObject({
      problems: [],
      actions: [{ fields: { AGENT_TYPE: "code", TASK } }],
    });
  });

  test("`parseActions` takes the backslash of `formatAction` away, and no other", () => {
    const TEXT = "\\alpha\n\\TEXT: a\n\\\\TEXT: b\nC:\\x \\\n";
    expect(fieldsOf(`ACTION: ANSWER\nTEXT: ${TEXT}---END---`)).toEqual([
      { TEXT: "\\alpha\nTEXT: a\n\\TEXT: b\nC:\\x " },
    ]);
    expect(formatAction({ name: "ANSWER", fields: { TEXT: "---END---\n> a\n" } })).toBe(
      "ACTION: ANSWER\nTEXT: \\---END---\n\\> a\n\\\n---END---",
    );
    expect(formatAction({ name: "ANSWER", fields: { TEXT: "```\nTEXT: a\n```\nb" } })).toBe(
      "ACTION: ANSWER\nTEXT: ```\nTEXT: a\n```\nb\n---END---",
    );
  });

  test("`formatAction` refuses names that cannot be read back", () => {
    for (const name of ["", "answer", "A B", "ACTION", "A\nB"])
      expect(() => formatAction({ name, fields: {} })).toThrow(
        expect.objectContaining({ code: "invalid_argument" }),
      );
  });
});

describe("problems", () => {
  test.each([
    ["unknown_action", 2, "a\nACTION: SLEEP\nTASK: a\n---END---"],
    ["unknown_action", 1, "ACTION:\nDELEGATE"],
    ["unknown_action", 1, "ACTION: DELEGATE to the coder"],
    ["unknown_field", 2, "ACTION: ANSWER\nCOLOUR: red\nTEXT: a\n---END---"],
    ["unknown_field", 3, "ACTION: DELEGATE\nAGENT_TYPE: a\nTASKS: b\n---END---"],
    ["unknown_field", 3, "ACTION: DELEGATE\nTASK: a\nAGENT: b\n---END---"],
    ["repeated_field", 4, "ACTION: DELEGATE\nTASK: a\nINPUT: 1\nTASK: b\n---END---"],
    ["text_outside_field", 2, "ACTION: ANSWER\nIt is so.\nAnd so.\nTEXT: a\n---END---"],
    ["inert_action", 3, "a\n```\nACTION: ANSWER\nACTION: ANSWER\n```"],
    ["inert_action", 2, "> a\n> ACTION: ANSWER\n> ACTION: ANSWER"],
    ["inert_action", 2, "> a\nACTION: ANSWER"],
    ["inert_action", 2, "<<data-0 E1\nACTION: ANSWER\ndata-0>>"],
  ])("`parseActions` tells of one %s, in line %d of %j", (code, line, text) => {
    const { problems } = parse(text);
    expect(problems).toMatchObject([{ code, line }]);
    expect(problems[0]!.found).toBe(text.split("\n")[line - 1]);
    expect(problems[0]!.expected).not.toBe("");
    expect(problems[0]!.example).toContain("ACTION: ");
  });

  test("`parseActions` shows 80 characters of what it found, and no half of one", () => {
    const { problems } = parse(`ACTION: ANSWER\n${"a".repeat(78)}😀😀\n---END---`);
    expect(problems[0]!.found).toBe(`${"a".repeat(78)}…`);
  });

  test("`parseActions` gives the first of two texts, and keeps what stands outside of fields as prose", () => {
    const message = parse("ACTION: DELEGATE\nwait\nTASK: a\nINPUT: 1\nTASK: b\nc\nTIMEOUT: 2\n---END---\n");
    expect(message.actions[0]!.fields).toEqual({ TASK: "a", INPUT: "1", TIMEOUT: "2" });
    expect(message.text).toBe("wait\n");
  });
});

test("`push` gives prose as soon as it cannot be an action, and no half of a character", () => {
  const parser = createActionParser(grammar);
  const pieces = [
    "Ac",
    "t now",
    ", or 😀".slice(0, -1),
    "\uDE00",
    "\n**ACT",
    "ION:** ANS",
    "WER\nTEXT: a",
    "\n---END---\r",
    "\nEnd",
  ];
  expect(pieces.map((piece) => parser.push(piece))).toEqual([
    "",
    "Act now",
    ", or ",
    "😀",
    "\n",
    "",
    "",
    "",
    "End",
  ]);
  expect(parser.end()).toEqual({
    actions: [{ name: "ANSWER", fields: { TEXT: "a" }, line: 2, recovered: false }],
    problems: [],
    text: "Act now, or 😀\nEnd",
  });
});

function formatless(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, text]) => `${name}: ${text}`);
  return ["ACTION: DELEGATE", ...lines, "---END---"].join("\n");
}
