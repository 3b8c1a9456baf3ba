import { expect, test } from "vitest";
import { maskMarkup, toPlainText } from "./mask-markup.ts";

test("`maskMarkup` keeps every offset and line", () => {
  const text =
    '[![badge](https://x.io/b.svg)](https://x.io) See [docs](a.md "title") <br/>\nPromise<string> &amp; https://zod.dev.';
  const masked = maskMarkup(text);
  expect(masked).toHaveLength(text.length);
  expect(masked.split("\n")).toHaveLength(2);
  expect(masked).not.toMatch(/badge|x\.io|a\.md|title|br|amp|zod\.dev/);
  for (const word of ["See", "docs", "Promise<string>"])
    expect(masked.indexOf(word)).toBe(text.indexOf(word));
});

test.each([
  ["**zod** is [typed](https://zod.dev), `fast` and *small*.", "zod is typed, fast and small."],
  ['<Callout type="warn">Beware of <file>.</Callout>', "Beware of <file>."],
  ["> quoted\n> lines", "quoted lines"],
  ["snake_case and file_name stay", "snake_case and file_name stay"],
  ["array[0] and list\\_item", "array[0] and list_item"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["Opens a valve\r\n * and *waits*\n   * for 2 * 3", "Opens a valve and waits for 2 * 3"],
  ["Opens\n// a valve\n  /// and\n# waits\n-- at #2", "Opens a valve and waits at #2"],
  ["It is &#110;&#x6f;&#116; safe &mdash; R&amp;D says.", "It is not safe — R&D says."],
  ["a &lt;b&gt; &#42;c&#42; &unknown;", "a b c"],
])("`toPlainText` reads %j", (markdown, plain) => {
  expect(toPlainText(markdown)).toBe(plain);
});
