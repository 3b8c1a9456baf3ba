import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText } from "../../text/phrases.ts";
import { loadEnglish } from "./english.ts";
import { isEnglish } from "./language.ts";
import { readStatement } from "./read-statement.ts";
import { tellsOfDefect } from "./symptoms.ts";

const english = await loadEnglish();
const anyText = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.lorem(),
  )
  .map(cleanText);

describe("English.tag", () => {
  test("gives one word for each piece between spaces, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(english.tag(text).map((word) => word.text)).toEqual(text.split(" "));
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps words whole that the tagger takes apart", () => {
    const words = english.tag("Don't build a web-app with Node.js 20 & C++ (v1.2)");
    expect(words.map(({ bare }) => bare)).toEqual([
      "don't",
      "build",
      "a",
      "web-app",
      "with",
      "node.js",
      "20",
      "&",
      "c++",
      "v1.2",
    ]);
    expect(words[0]?.isNegated).toBe(true);
  });
});

describe("English.splitSentences", () => {
  test("loses no character", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(english.splitSentences(text).join("")).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a word without end", () => {
  // the tagger's own time grows with the square of a word's length: without a bound this takes a minute
  const endless = Array.from({ length: 12 }, (_, index) => `${"a-".repeat(10_000 + index)}b`).join(" ");

  test("stays whole in English.tag", () => {
    expect(
      english
        .tag(`Build ${endless}`)
        .map(({ text }) => text)
        .join(" "),
    ).toBe(`Build ${endless}`);
  });

  test("stays whole in English.splitSentences", () => {
    expect(english.splitSentences(`Build ${endless}. Test it.`).join("")).toBe(`Build ${endless}. Test it.`);
  });
});

describe("English.kindOf", () => {
  test.each([
    ["negotiate", { isKnown: true, usual: "VERB", canBeNoun: false, canBeVerb: true }],
    ["test", { isKnown: true, usual: "NOUN", canBeNoun: true, canBeVerb: true }],
    ["bakery", { isKnown: true, canBeNoun: true, canBeVerb: false }],
    ["dockerize", { isKnown: false, canBeVerb: true }],
    ["qwzx", { isKnown: false, canBeVerb: false }],
    ["__proto__", { isKnown: false, canBeVerb: false }],
    ["planning", { verb: "plan" }],
  ])("knows what “%s” can be", (word, kind) => {
    expect(english.kindOf(word)).toMatchObject(kind);
  });
});

describe("readStatement", () => {
  test.each([
    ["Our company sells shoes", "Our company"],
    ["I run a small bakery in Porto", "I"],
    ["Prices are shown without VAT", "Prices"],
  ])("reads %s", (clause, subject) => {
    expect(readStatement(clause, english)?.subject).toBe(subject);
  });

  test.each([
    "Build a shop",
    "Throttle uploads",
    "Todo app for two",
    "An app that tracks expenses",
    "Photos sorted by date",
    "Is the shop open?",
  ])("takes %s for none", (clause) => {
    expect(readStatement(clause, english)).toBeUndefined();
  });
});

describe("tellsOfDefect", () => {
  test.each([
    "Login crashes on Safari",
    "Users are logged out after a minute",
    "500 error on checkout",
    "Deploy is stuck at 90%",
    "Update breaks the login",
    "Search returns nothing for umlauts",
    "I keep getting a 403 when calling the orders endpoint",
    "Why does the build fail on Windows?",
  ])("sees one in %s", (clause) => {
    expect(tellsOfDefect(clause, english)).toBe(true);
  });

  test.each([
    "Bug tracker for our team",
    "Error handling guide",
    "Crash course in statistics",
    "Slow cooker recipes",
  ])("sees none in %s", (clause) => {
    expect(tellsOfDefect(clause, english)).toBe(false);
  });
});

test("isEnglish counts names and technologies for neither side", () => {
  expect(isEnglish("React vs Vue", english)).toBe(true);
  expect(isEnglish("Vergleiche React und Vue", english)).toBe(false);
});
