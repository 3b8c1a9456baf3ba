import { describe, expect, test } from "vitest";
import { createActionParser, longestMessage, mostActions, parseActions } from "./action-parser.ts";
import { formatAction } from "./format-action.ts";
import type { ActionGrammar } from "./written-action.ts";

const grammar: ActionGrammar = {
  actions: [
    { name: "DELEGATE", fields: ["AGENT_TYPE", "TASK"] },
    { name: "ANSWER", fields: ["TEXT"] },
  ],
  marker: "data-0123456789abcdef",
};
const answer = "ACTION: ANSWER\nTEXT: a\n---END---\n";

const hostile: Readonly<Record<string, string>> = {
  "quotation marks": ">",
  "quotation marks and spaces": "> ",
  backticks: "`",
  "lines of backticks": "```\n",
  "fences of growing length": "```a\n~~~~b\n",
  "unclosed fences in a field": "ACTION: ANSWER\nTEXT: a\n```b\n\n",
  headers: "ACTION:",
  "lines of headers": "ACTION:\n",
  actions: "ACTION: ANSWER\nTEXT:\n",
  "zero-width characters": "\u200B",
  "lines of zero-width characters": `${"\u200B".repeat(255)}\n`,
  "colons behind zero-width characters": `A${"\u200B".repeat(200)}:\n`,
  "one giant line": "word ",
  "one giant line of a field": "TASK: ",
  "marks of lists": "- 1. # ",
  stars: "*",
  dashes: "-",
  ends: "---END---\n",
  backslashes: "\\",
  "lines of backslashes": "\\TASK:\n",
  spaces: " ",
  "line ends": "\n",
  "carriage returns": "\r",
  "halves of characters": "\uD83D",
  "data fences": "<<data-a\n",
  "near fields": "TASKS: a\n",
};

/** Milliseconds of CPU, the least of several tries. */
function measure(work: () => void): number {
  let least = Infinity;
  for (let count = 0; count < 2; count += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function parseIn(text: string, size: number): void {
  const parser = createActionParser(grammar);
  for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size));
  parser.end();
}

describe("linear work", () => {
  const sizes = [50_000, 400_000] as const;

  test.each(Object.entries(hostile))(
    "`createActionParser` takes eight times as long for eight times as many %s",
    (_, unit) => {
      for (const before of ["", "ACTION: DELEGATE\nAGENT_TYPE: a\nTASK: "]) {
        const [small, large] = sizes.map((size) => {
          const text = before + unit.repeat(Math.ceil(size / unit.length));
          return measure(() => parseIn(text, 7));
        }) as [number, number];
        expect(large).toBeLessThan(8 * 3 * Math.max(small, 5));
      }
    },
  );

  test.each(Object.entries(hostile))(
    "`formatAction` takes eight times as long for eight times as many %s",
    (_, unit) => {
      const [small, large] = sizes.map((size) => {
        const fields = { TEXT: unit.repeat(Math.ceil(size / unit.length)) };
        return measure(() => void formatAction({ name: "ANSWER", fields }));
      }) as [number, number];
      expect(large).toBeLessThan(8 * 3 * Math.max(small, 5));
    },
  );
});

describe("bounds", () => {
  test("`createActionParser` reads 1,048,576 characters and performs what was closed by then", () => {
    const start = answer + "ACTION: ANSWER\nTEXT: ";
    const fitting = start + "x".repeat(longestMessage - start.length);
    expect(parseActions(fitting, grammar)).toMatchObject({
      problems: [],
      actions: [{ recovered: false }, { recovered: true }],
    });
    for (const size of [4096, 1_000_003, Infinity]) {
      const parser = createActionParser(grammar);
      const text = `${fitting}\n---END---\n${answer}`;
      let pushed = "";
      for (let at = 0; at < text.length; at += size) pushed += parser.push(text.slice(at, at + size));
      const { actions, problems } = parser.end();
      expect(actions).toEqual([{ name: "ANSWER", fields: { TEXT: "a" }, line: 1, recovered: false }]);
      expect(problems).toMatchObject([{ code: "too_long", found: `${text.length} characters`, line: 5 }]);
      expect(pushed).toBe("");
    }
  });

  test("`createActionParser` does not read an end that the limit cuts", () => {
    const start = "ACTION: ANSWER\nTEXT: ";
    const filled = `${start}${"x".repeat(longestMessage - start.length - 10)}\n---END---`;
    expect(parseActions(filled, grammar).actions).toMatchObject([{ recovered: false }]);
    expect(parseActions(`${filled}!`, grammar)).toMatchObject({
      actions: [],
      problems: [{ code: "too_long" }],
    });
    expect(parseActions("a".repeat(longestMessage) + "b", grammar).text).toHaveLength(longestMessage);
  });

  test("`createActionParser` gives at most 64 actions and 100 problems", () => {
    const many = parseActions(answer.repeat(mostActions + 5), grammar);
    expect(many.actions).toHaveLength(mostActions);
    expect(many.problems).toMatchObject([{ code: "too_long", line: 3 * mostActions + 1 }]);
    const wrong = parseActions("ACTION: SLEEP\n".repeat(1000) + "x".repeat(longestMessage), grammar);
    expect(wrong.problems.length).toBeLessThanOrEqual(100);
    expect(wrong.problems.at(-1)).toMatchObject({ code: "too_long" });
  });

  test("`createActionParser` never throws, and reads nothing after its end", () => {
    const parser = createActionParser({ actions: [] });
    expect(parser.push(undefined as never)).toBe("");
    expect(parser.push(answer)).toBe(answer);
    const message = parser.end();
    expect(message).toMatchObject({ actions: [], problems: [{ code: "unknown_action" }] });
    expect(parser.push(answer)).toBe("");
    expect(parser.end()).toBe(message);
  });
});
