import fc from "fast-check";
import { expect, test } from "vitest";
import { toPlainLine } from "./plain-text.ts";

test.each([
  ["<strong>Retry</strong> &amp; back&#8209;off", "Retry & back‑off"],
  ["one<br/>two\n\tthree <!-- no --> four", "one two three four"],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
  ["a Promise<string> of <img src=x onerror=alert(1)>text</a >", "a Promise<string> of text"],
  ["&lt;div&gt; &quot;is&quot; text&hellip;", '<div> "is" text…'],
  ["&unknown; &#x110000; &#xd800; &constructor;", "&unknown; � &constructor;"],
  ["a\u0000b\u001bc\u202ed\u200b", "a b cd"],
  ["half a pair \ud83d", "half a pair �"],
])("`toPlainLine` reads %j as one plain line", (html, text) => {
  expect(toPlainLine(html, 100)).toBe(text);
});

test("`toPlainLine` cuts at its limit, and never through a character", () => {
  expect(toPlainLine("abcdef", 4)).toBe("abc…");
  expect(toPlainLine("ab😀def", 4)).toBe("ab…");
});

test("`toPlainLine` keeps its promises for whatever text", () => {
  const pieces = fc.constantFrom("<", ">", "<b", "<!--", "-->", "&", "&#", ";", "&amp;", "😀", "\u0007", " ");
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 40 });
  fc.assert(
    fc.property(text, (parts) => {
      const line = toPlainLine(parts.join(""), 50);
      expect(line.length).toBeLessThanOrEqual(50);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/\p{Cc}|\s\s|^\s|\s$/u);
    }),
  );
});
