import fc from "fast-check";
import { expect, test } from "vitest";
import type { Citation } from "../answers/citation.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { formatReport } from "./format-report.ts";
import type { Section } from "../answers/section.ts";

function createCitation(quote: string, source: Partial<Citation["source"]> = {}): Citation {
  const place = { file: "a.md", title: "A › B", line: 3, span: { start: 0, end: 9 }, contentHash: "" };
  return { quote, source: { ...place, ...source } };
}
function createSection(question: string, ...citations: Citation[]): Section {
  const sentences = citations.map(({ quote }, at) => ({ text: quote, citations: [at + 1] }));
  return { question, confidence: 1, method: "extractive", sentences, citations, openPoints: [] };
}

test("`formatReport` numbers each source once and puts its number behind each sentence", () => {
  const oak = createCitation("Oak is a tree.");
  const page = createCitation("Elm is, too.", {
    file: "https://x.io/",
    url: "https://x.io/",
    title: "Elm",
    page: 4,
  });
  const report = formatReport({
    question: "Compare oak and elm",
    sections: [
      createSection("What is oak?", oak, page),
      createSection("What is elm?", page),
      createSection("Why?"),
    ],
    openPoints: ["Nothing found."],
  });
  expect(report).toBe(
    "# Compare oak and elm\n\n## What is oak?\n\nOak is a tree. [1]\nElm is, too. [2]\n\n## What is elm?\n\nElm is, too. [2]\n\n" +
      "## Why?\n\nNo answer was found.\n\n## Sources\n\n1. a.md:3, A › B: “Oak is a tree.”\n" +
      "2. <https://x.io/>, page 4, Elm: “Elm is, too.”\n\n## Open points\n\n- Nothing found.\n",
  );
});

test("`formatReport` gives a simple question no second heading, and links no address that is none of the web", () => {
  const citation = createCitation("Text.", {
    file: "javascript:alert(1)",
    url: "javascript:alert(1)",
    title: "",
  });
  const report = formatReport({
    question: "What?",
    sections: [createSection("What?", citation)],
    openPoints: [],
  });
  expect(report).toBe(
    "# What?\n\nText. [1]\n\n## Sources\n\n1. javascript:alert(1):3: “Text.”\n\n## Open points\n\nNone.\n",
  );
});

test.each([
  ["# Heading", "\\# Heading"],
  ["a\n\n## b\r\n- c\u2028d", "a \\#\\# b - c d"],
  ["1. one", "1\\. one"],
  ["- item", "\\- item"],
  ["[x](https://x.io) ![y](z)", "\\[x\\](https\\://x.io) \\!\\[y\\](z)"],
  ["<script>&lt;", "\\<script\\>\\&lt;"],
  ["```js `x` *y* __z__ ~~w~~ | a |", "\\`\\`\\`js \\`x\\` \\*y\\* \\_\\_z\\_\\_ \\~\\~w\\~\\~ \\| a \\|"],
  ["see www.x.io", "see www\\.x.io"],
])("`escapeMarkdown` shows %j as text", (text, shown) => {
  expect(escapeMarkdown(text)).toBe(shown);
});

test("`formatReport` keeps its structure whatever questions, sentences, quotes, names and points hold", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom("\n", "# ", "- ", "```", "[1]", "](x)", "<b>", "1. ", "|", "\r", "\u2029", "a"),
        { maxLength: 12 },
      )
      .map((list) => list.join("")),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (question, quote, file, point) => {
      const sections = [
        createSection(question, createCitation(quote, { file, title: point, url: file })),
        createSection(quote),
      ];
      const lines = formatReport({ question, sections, openPoints: [point] }).split(
        /\r\n|[\n\r\u2028\u2029]/,
      );
      // Heading, two sections, sources, open points: nothing more, nothing else.
      expect(lines).toHaveLength(18);
      expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(5);
      expect(lines.filter((line) => /^\d+\. /.test(line))).toHaveLength(1);
      for (const line of lines)
        expect(line.replace(/\\./g, "x")).not.toMatch(/`|\*|\]\(|<(?!https?:)|^\s*[-+] .*[-+] \[/);
    }),
  );
});
