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
