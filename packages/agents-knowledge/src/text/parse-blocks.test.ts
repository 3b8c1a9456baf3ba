import { expect, test } from "vitest";
import { parseMarkdown, parsePlainText } from "./parse-blocks.ts";
import { splitPassages } from "./split-passages.ts";

function read(text: string) {
  const parsed = parseMarkdown(text);
  return parsed.sections.map(({ level, heading, blocks }) => ({
    level,
    heading,
    blocks: blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`),
  }));
}

test("`parseMarkdown` divides by headings of both styles and keeps fenced code in its section", () => {
  const text = "Intro\n\n# One ##\ntext\n```js\n# not a heading\n```\nTwo\n---\n- item\n  more\n- second\n";
  expect(read(text)).toEqual([
    { level: 0, heading: "", blocks: ["prose: Intro"] },
    { level: 1, heading: "One", blocks: ["prose: text", "code: # not a heading"] },
    { level: 2, heading: "Two", blocks: ["prose: item\n  more", "prose: second"] },
  ]);
});

test("`parseMarkdown` reads tables row by row and skips front matter, comments and rules", () => {
  const text = "---\ntitle: x\n---\n<!-- hidden\nwords -->\n| a | b |\n|---|---|\n| 1 | 2 |\n\n***\nend";
  expect(read(text)).toEqual([
    { level: 0, heading: "", blocks: ["table: | a | b |", "table: | 1 | 2 |", "prose: end"] },
  ]);
});

test("`parseMarkdown` ends a fence that never closes at the end of the file", () => {
  expect(read("```\ncode")).toEqual([{ level: 0, heading: "", blocks: ["code: code"] }]);
});

test("`parseMarkdown` takes nothing of a fence that holds empty lines alone", () => {
  const blocks = read("```\r\n\n \n```\r\n[x](https://y.example)")[0]?.blocks;
  expect(blocks).toEqual(["prose: [x](https://y.example)"]);
});

test("`parseMarkdown` leaves out a fence's own lines and the mark of an alert", () => {
  const text = '```bash title="Terminal"\nls\n```\n```js\n```\n> [!WARNING]\n> Mind it.\n';
  expect(read(text)).toEqual([{ level: 0, heading: "", blocks: ["code: ls", "prose: Mind it."] }]);
});

test("`parseMarkdown` takes line ends of Windows", () => {
  expect(read("# A\r\n\r\nText.\r\n")[1]).toEqual({ level: 1, heading: "A", blocks: ["prose: Text."] });
});

test.each([
  "![".repeat(200_000),
  "<!--".repeat(100_000),
  "](".repeat(200_000),
  `${" ".repeat(400_000)}x`,
  "<a ".repeat(100_000),
  ">".repeat(300_000),
  "#".repeat(300_000),
])("`parseMarkdown` comes through hostile text (%#)", (text) => {
  expect(parseMarkdown(text).masked).toHaveLength(text.length);
});

test("`parsePlainText` divides at blank lines", () => {
  const text = "one\nstill one\n\n \ntwo";
  expect(parsePlainText(text).sections[0].blocks.map(({ start, end }) => text.slice(start, end))).toEqual([
    "one\nstill one",
    "two",
  ]);
});

test("`splitPassages` gives each section its path of headings and divides long ones at about 250 words", () => {
  const sentence = "Every sentence of this text has exactly ten plain words. ";
  const text = `# A\n## B\n${sentence.repeat(60)}\n## C\nshort\n# D\nend`;
  const passages = [...splitPassages(text, parseMarkdown(text))];
  expect(passages.map(({ headings, units }) => [headings.join("/"), units.length])).toEqual([
    ["A/B", 25],
    ["A/B", 25],
    ["A/B", 10],
    ["A/C", 1],
    ["D", 1],
  ]);
});

test("`splitPassages` keeps the destination of a link that ends a sentence", () => {
  const text = "- See [the guide](guide.md)\n- next";
  const [{ units }] = splitPassages(text, parseMarkdown(text));
  expect(units.map(({ start, end }) => text.slice(start, end))).toEqual([
    "See [the guide](guide.md)",
    "next",
  ]);
});
