import { describe, expect, test } from "vitest";
import { describeTurn } from "./describe-turn.ts";
import { splitAtCitations } from "./find-citations.ts";
import { readMarkdown } from "./read-markdown.ts";
import { createTurn } from "./turn.ts";

describe("readMarkdown", () => {
  test("reads headings, paragraphs, lists, quotations, code and tables", () => {
    const text =
      "## Plan\n\nTwo lines\nof text.\n1. One\n   more\n2. Two\n   - deep\n\n> Said\n\n```ts\nconst a = 1;\n```\n| A | B |\n|---|---|\n| 1 | 2 |";
    expect(readMarkdown(text)).toEqual([
      { kind: "heading", level: 2, text: "Plan" },
      { kind: "paragraph", text: "Two lines\nof text." },
      {
        kind: "list",
        isOrdered: true,
        start: 1,
        items: [
          { text: "One\nmore", depth: 0 },
          { text: "Two", depth: 0 },
          { text: "deep", depth: 1 },
        ],
      },
      { kind: "quotation", text: "Said" },
      { kind: "code", text: "const a = 1;", language: "ts" },
      { kind: "table", head: ["A", "B"], rows: [["1", "2"]] },
    ]);
  });

  test("ends whatever is left open", () => {
    expect(readMarkdown("```\nnever closed")).toEqual([{ kind: "code", text: "never closed", language: "" }]);
    expect(readMarkdown("| no table\n#hash\n1.5 is a number")).toHaveLength(1);
  });
});

describe("splitAtCitations", () => {
  test.each([
    ["[E1]", ["E1"]],
    ["[E1.2]", ["E1.2"]],
    ["[E1, e2.1]", ["E1", "E2.1"]],
    ["(E1-E3)", ["E1", "E2", "E3"]],
    ["[E1.1][E2]", ["E1.1", "E2"]],
    ["[Example]", []],
    ["E1", []],
  ])("finds the evidence in %s", (text, ids) => {
    const parts = splitAtCitations(`So it is ${text}.`);
    expect(parts.flatMap((part) => (part.kind === "citation" ? part.ids : []))).toEqual(ids);
  });
});

describe("describeTurn", () => {
  test("says the same while a turn only goes on", () => {
    const turn = createTurn("k", "Ask", "r");
    const live = { ...turn.live, texts: [{ step: 1, text: "a" }] };
    expect(describeTurn({ ...turn, live })).toBe(describeTurn(turn));
    expect(
      describeTurn({ ...turn, status: "failed", failure: { code: "timeout", message: "Too slow." } }),
    ).toBe("It took too long. Too slow.");
  });
});
