import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "../observe/observation.ts";
import { createSeenTexts, hasWords } from "./seen-texts.ts";

test.each([
  ["Total: 15 euros", "15", true],
  ["Total: 15 euros", "5", false],
  ["Total:  15\n EUROS", "15 euros", true],
  ["start art", "art", true],
  ["start", "art", false],
  ["“Ärger”", "ärger", true],
  ["verärgert", "ärger", false],
  ["Costs $5.00 each", "$5.00", true],
  ["anything", " \n", false],
  ["a".repeat(100_000), "a".repeat(50), false],
])("`hasWords` finds in %j the words %j: %s", (text, words, expected) => {
  expect(hasWords(text, words)).toBe(expected);
});

test("`hasWords` finds every text between spaces", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, words, after) => {
      fc.pre(words.trim() !== "" && words.replace(/\s+/g, " ").trim() !== "");
      expect(hasWords(`${before} ${words} ${after}`, words)).toBe(true);
    }),
  );
});

const look = (...elements: object[]): Observation =>
  ({ url: "http://127.0.0.1/", title: "Page", elements }) as unknown as Observation;

test("`createSeenTexts` remembers earlier pages, and what stands in several elements", () => {
  const seen = createSeenTexts();
  seen.note(look({ name: "Price", nameSource: "text", text: "12 euros" }));
  seen.note(
    look({ name: "", nameSource: "none", text: "Ada" }, { name: "", nameSource: "none", text: "Byron" }),
  );
  expect(["12 euros", "Ada Byron", "Page", "13 euros"].map((answer) => seen.bearsOut(answer))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("`createSeenTexts` does not take for seen what was typed into a field, nor names that were guessed", () => {
  const seen = createSeenTexts();
  seen.noteTyped("Forty-two");
  seen.note(look({ name: "trash", nameSource: "words", text: "", value: "forty-two" }));
  expect([seen.bearsOut("forty-two"), seen.bearsOut("trash")]).toEqual([false, false]);
  seen.note(look({ name: "", nameSource: "none", text: "", value: "prefilled" }));
  expect(seen.bearsOut("prefilled")).toBe(true);
});
