import { expect, test } from "vitest";
import type { Sentence } from "../retrieval/knowledge-index.ts";
import { isStatement } from "./is-statement.ts";

const says = (quote: string): boolean => isStatement({ kind: "prose", quote } as Sentence);

test.each<[string, boolean]>([
  ["Rolldown is a bundler.", true],
  ["See [the guide to every option](guide.md) for more.", true],
  ["[The guide to every option there is](guide.md)", false],
  ["- [One link of many words](a.md) · [another link of many words][b]", false],
  ['<a href="x">All that there is to know</a>', false],
  ["[![The build of today is passing](b.svg)](https://example.test)", false],
  ["The following options exist:", false],
])("`isStatement` takes %j for a statement: %s", (quote, expected) => {
  expect(says(quote)).toBe(expected);
});

test("`isStatement` answers about hostile text as quickly as about any other", () => {
  // Some of these take hours where links and what stands between them can be told apart in many ways.
  for (const unit of ["[](.)", "[", "[](", "![", "[]["]) expect(says(`${unit.repeat(20_000)}a`)).toBe(false);
});

test("`isStatement` takes a setting for a statement, and nothing that is too long for a sentence", () => {
  expect(says("PORT=8080")).toBe(true);
  expect(says("PORT 8080")).toBe(false);
  const words = (count: number): string => "a word or two ".repeat(count).trim();
  expect(says(words(55))).toBe(true);
  expect(says(words(60))).toBe(false);
  expect(says(`${words(85)}.`)).toBe(true);
  expect(says(`${words(90)}.`)).toBe(false);
  expect(says(`[${words(30)}](https://example.test/${"x".repeat(500)}) it is`)).toBe(true);
});
