import fc from "fast-check";
import { expect, test } from "vitest";
import { locateQuote } from "./locate-quote.ts";

const text = "The ferry\n  carries 1,120 cars and -5.5 °C ice; café 🚢 costs $9, or 12% less.";
const find = (quote: string): string | undefined => {
  const place = locateQuote(text, quote);
  return place && text.slice(place.start, place.end);
};

test.each([
  ["The ferry carries 1,120 cars", "The ferry\n  carries 1,120 cars"],
  ["  ferry \n\n carries ", "ferry\n  carries"],
  ["café 🚢 costs", "café 🚢 costs"],
  ["12% less.", "12% less."],
  ["$9", "$9"],
])("`locateQuote` finds %j and gives the text's own characters", (quote, found) => {
  expect(find(quote)).toBe(found);
});

test.each([
  "",
  "   ",
  "the ferry",
  "erry carries",
  "ferry carrie",
  "120 cars",
  "1,12",
  "5.5 °C",
  "5 °C",
  "9, or",
  "or 12",
  "café 🚢 cost",
  "\udea2 costs",
  "The ferry carries 1,120 cars and more",
  "The ferry carries 1.120 cars",
])("`locateQuote` does not find %j, which does not stand there as it is", (quote) => {
  expect(find(quote)).toBeUndefined();
});

test("`locateQuote` looks further when a place cuts a word", () => {
  expect(locateQuote("concatenate cat", "cat")).toEqual({ start: 12, end: 15 });
});

test("`locateQuote` gives a stretch that is the quote but for white space, for any text", () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.nat(60), fc.nat(60), (whole, from, length) => {
      const quote = whole.slice(from, from + length);
      const place = locateQuote(whole, quote);
      if (place === undefined) return;
      const fold = (value: string): string => value.trim().replace(/\s+/g, " ");
      expect(fold(whole.slice(place.start, place.end))).toBe(fold(quote));
      expect(whole.slice(place.start, place.end).isWellFormed() || !whole.isWellFormed()).toBe(true);
    }),
  );
});

test.each([
  ["Relay is un-safe for teams.", "safe for teams"],
  ["Relay is un\u00adsafe for teams.", "safe for teams"],
  ["Relay is un\u200bsafe for teams.", "safe for teams"],
  ["It runs on Node.js today.", "runs on Node"],
  ["The team's work is done.", "The team"],
  ["Use and/or leave it.", "or leave it"],
])("`locateQuote` does not cut a joined word of %j for %j", (text, quote) => {
  expect(locateQuote(text, quote)).toBeUndefined();
});
