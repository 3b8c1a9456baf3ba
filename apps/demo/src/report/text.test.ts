import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, countOf, formatColumns, formatField, joinNames, truncateText, wrapText } from "./text.ts";

describe("cleanText", () => {
  test("takes out escape sequences and control characters", () => {
    expect(cleanText("a\u001B[31mred\u001B[0m\u0007 \r\n\t b")).toBe("ared b");
  });
});

describe("truncateText", () => {
  test("cuts at a word boundary and marks the cut", () => {
    expect(truncateText("one two three four", 12)).toBe("one two…");
    expect(truncateText("one two three", 13)).toBe("one two three");
  });

  test("cuts a long word where it must", () => {
    expect(truncateText("abcdefghijkl", 5)).toBe("abcd…");
  });

  test("never exceeds its width", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(truncateText(text, width).length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("wrapText", () => {
  test("keeps every word, in lines of at most the width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 12, max: 40 }),
        (words, width) => {
          const lines = wrapText(words.join(" "), width);
          expect(lines.join(" ")).toBe(words.join(" "));
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test("cuts a word that is longer than a line", () => {
    expect(wrapText("abcdef gh", 4)).toEqual(["abcd", "ef", "gh"]);
  });
});

test("formatField aligns a text under itself", () => {
  expect(formatField("Asked", "one two three", { width: 22 })).toEqual([
    "  Asked       one two",
    "              three",
  ]);
});

test("formatColumns gives each column the width of its widest cell", () => {
  expect(
    formatColumns([
      ["a", "1"],
      ["long", "2"],
    ]),
  ).toEqual(["a     1", "long  2"]);
});

test("countOf writes the plural where it is due", () => {
  expect([countOf(1, "file"), countOf(2345, "file")]).toEqual(["1 file", "2,345 files"]);
});

test("joinNames lists names as a sentence does", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(joinNames)).toEqual(["", "a", "a and b", "a, b and c"]);
});
