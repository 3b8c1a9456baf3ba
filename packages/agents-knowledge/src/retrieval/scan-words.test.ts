import fc from "fast-check";
import { expect, test } from "vitest";
import { scanWords } from "./scan-words.ts";

function scan(text: string, from = 0, to = text.length) {
  const words: { word: string; hash: number; beginning: number }[] = [];
  scanWords(text, from, to, (hash, beginning, start, end) =>
    words.push({ word: text.slice(start, end), hash, beginning }),
  );
  return words;
}

test("`scanWords` visits runs of letters and digits, stop words too", () => {
  expect(scan("It’s the Fähre–no. 7, naïve!").map(({ word }) => word)).toEqual([
    "It",
    "s",
    "the",
    "Fähre",
    "no",
    "7",
    "naïve",
  ]);
});

test("`scanWords` keeps to the stretch that it is given", () => {
  expect(scan("one two three", 4, 7).map(({ word }) => word)).toEqual(["two"]);
});

test("`scanWords` hashes alike what is written alike but for letter case", () => {
  const [upper, lower, other] = scan("INVENTION invention inventor");
  expect(upper.hash).toBe(lower.hash);
  expect(other.hash).not.toBe(lower.hash);
  expect(other.beginning).toBe(lower.beginning);
  expect(scan("four")[0].beginning).toBe(0);
});

test("`scanWords` visits words in order, none twice and none empty, in any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      let before = 0;
      scanWords(text, 0, text.length, (_, __, start, end) => {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        before = end;
      });
      expect(before).toBeLessThanOrEqual(text.length);
    }),
  );
});
