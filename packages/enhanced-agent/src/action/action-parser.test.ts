import fc from "fast-check";
import { expect, test } from "vitest";
import { createActionParser, parseActions } from "./action-parser.ts";
import { formatAction } from "./format-action.ts";
import type { ActionGrammar, ParsedMessage, WrittenAction } from "./written-action.ts";

const grammar: ActionGrammar = {
  actions: [
    { name: "PLAN", fields: ["STEPS", "GOAL", "CRITERIA"] },
    { name: "DELEGATE", fields: ["AGENT_TYPE", "CAPABILITY", "TASK", "INPUT", "USING", "TIMEOUT"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
  marker: "data-0123456789abcdef",
};
const delegate = "ACTION: DELEGATE\nAGENT_TYPE: code\nTASK: Count\nTo three\n---END---\n";
const wanted = { name: "DELEGATE", fields: { AGENT_TYPE: "code", TASK: "Count\nTo three" } };

function parseInPieces(text: string, cuts: readonly number[]): ParsedMessage & { readonly pushed: string } {
  const parser = createActionParser(grammar);
  let pushed = "";
  let from = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    const to = text.length === 0 ? 0 : cut % (text.length + 1);
    if (to < from) continue;
    pushed += parser.push(text.slice(from, to));
    from = to;
  }
  pushed += parser.push(text.slice(from));
  return { ...parser.end(), pushed };
}

test("`parseActions` reads several actions, texts of several lines, and the prose around", () => {
  const text = `Let me see.\n${delegate}and\r\n${delegate}done`;
  expect(parseActions(text, grammar)).toEqual({
    actions: [
      { ...wanted, line: 2, recovered: false },
      { ...wanted, line: 8, recovered: false },
    ],
    problems: [],
    text: "Let me see.\nand\r\ndone",
  });
});

/** Pieces that mean something to the parser, and such that nearly do. */
const pieces = [
  "ACTION: DELEGATE\n",
  "ACTION: ANSWER\r\n",
  "Action:",
  "**ACTION:** PLAN\r",
  "АСТIОN： DELEGATE\n",
  "ACTION: WAIT\n",
  "TASK: x\n",
  "TEXT: ",
  "STEPS:\n- a\n",
  "Goal: g\n",
  "AGENT TYPE: code",
  "TASKS: y\n",
  "---END---",
  "---END---\n",
  "— END —\r\n",
  "END",
  "-",
  "```",
  "```json\n",
  "```\n",
  "~~~~\n",
  "```---END---\n",
  "`",
  "> ",
  "> ACTION: PLAN\n",
  "    ACTION: PLAN\n",
  "\t",
  "- ",
  "1. ",
  "\n",
  "\r",
  "\r\n",
  " ",
  "\\",
  "\u200B",
  "\uFEFF",
  "\u00A0",
  "：",
  "𝐀𝐂𝐓𝐈𝐎𝐍: PLAN\n",
  "😀",
  "\uD83D",
  "\uDE00",
  "<<data-0123456789abcdef E1\n",
  "data-0123456789abcdef>>\n",
  "word, ",
  "a: b\n",
  "#",
  "*",
  "_",
  "INPUT: {}\n",
];
const message = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    ),
    {
      maxLength: 30,
    },
  )
  .map((all) => all.join(""));

test("`createActionParser` gives the same result however the text is cut, and only prose that stays", () => {
  fc.assert(
    fc.property(message, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
      const whole = parseActions(text, grammar);
      const { pushed, ...inPieces } = parseInPieces(text, cuts);
      expect(inPieces).toEqual(whole);
      expect(whole.text.startsWith(pushed)).toBe(true);
      const { pushed: single, ...inUnits } = parseInPieces(
        text,
        Array.from(text, (_, at) => at).concat(text.length),
      );
      expect(inUnits).toEqual(whole);
      expect(whole.text.startsWith(single)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

const fieldText = fc.oneof(message, fc.string({ unit: "binary" }), fc.stringMatching(/^[\s\\`>~a]{0,12}$/));

test("`formatAction` is the inverse of `parseActions` for every text", () => {
  const action = fc.constantFrom(...grammar.actions).chain(({ name, fields }) =>
    fc.record({
      name: fc.constant(name),
      fields: fc.record(Object.fromEntries(fields.map((field) => [field, fieldText])), {
        requiredKeys: [],
      }),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 3 }), (all) => {
      const parsed = parseActions(all.map((each) => formatAction(each as WrittenAction)).join("\n"), grammar);
      expect(parsed.actions.map(({ name, fields, recovered }) => ({ name, fields, recovered }))).toEqual(
        all.map(({ name, fields }) => ({ name, fields: { ...fields }, recovered: false })),
      );
      expect(parsed.problems).toEqual([]);
      expect(parsed.text.trim()).toBe("");
    }),
    { numRuns: 3000 },
  );
});
