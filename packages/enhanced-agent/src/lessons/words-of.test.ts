import fc from "fast-check";
import { expect, test } from "vitest";
import { wordsOf } from "./words-of.ts";

test.each([
  ["Compare the prices of C++ compilers", ["compar", "pric", "c++", "compiler"]],
  ["plan plans planned planning PLAN", ["plan"]],
  ["queries query", ["query"]],
  ["class status analysis bring thing speed", ["class", "status", "analysis", "bring", "thing", "speed"]],
  ["Could you please do it for me?", []],
  ["绿茶多少", ["绿茶", "茶多", "多少"]],
  ["ＴＥＡ 2024", ["tea", "2024"]],
  ["", []],
])("`wordsOf` reads %j", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test("`wordsOf` gives the same words whatever stands between them, each once", () => {
  const word = fc.constantFrom("tea", "prices", "Assam", "réseau", "чай", "planning");
  const space = fc.constantFrom(" ", "\n", "; ", " -- ", "\u0000", "\ud800 ");
  fc.assert(
    fc.property(fc.array(word), space, (words, between) => {
      const found = wordsOf(words.join(between));
      expect(found).toEqual(wordsOf(words.join(" ")));
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});

test("`wordsOf` reads any text, and no more than 500 words of it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(wordsOf(text).every((word) => word !== "")).toBe(true);
    }),
  );
  expect(wordsOf(Array.from({ length: 9_000 }, (_, at) => `w${at}x`).join(" "))).toHaveLength(500);
  expect(wordsOf("茶绿多少钱价格".repeat(1_000)).length).toBeLessThanOrEqual(500);
});
