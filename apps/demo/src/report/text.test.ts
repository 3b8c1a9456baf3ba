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

  test("does not cut between a number and its unit", () => {
    expect(truncateText("it took 70 % of all", 11)).toBe("it took…");
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

  test("keeps a number and its unit in one line", () => {
    expect(wrapText("at least 70 % agree", 11)).toEqual(["at least", "70 % agree"]);
    expect(wrapText("it took 12 ms", 10)).toEqual(["it took", "12 ms"]);
    expect(wrapText("in 70 sessions", 5)).toEqual(["in 70", "sessi", "ons"]);
  });

  test("divides a word that is longer than a line, behind a joint where it has one", () => {
    expect(wrapText("abcdef gh", 4)).toEqual(["abcd", "ef", "gh"]);
    expect(wrapText("turbo/docs/guides.mdx:14", 12)).toEqual(["turbo/docs/", "guides.mdx:", "14"]);
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
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((names) => joinNames(names))).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
});
