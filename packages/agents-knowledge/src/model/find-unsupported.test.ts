import { expect, test } from "vitest";
import { cleanSentence } from "./clean-sentence.ts";
import { findUnsupported } from "./find-unsupported.ts";

const quote =
  "The Northern ferry carries 120 passengers and 5 cars, leaves on March 3 at 7:30, and was built by Anna Lind in 1994.";
const check = (sentence: string, quotes = [quote], contexts = quotes): string | undefined =>
  findUnsupported(sentence, { quotes, contexts, headings: ["harbour.md", "Ferries"] });

test.each([
  quote,
  "The Northern ferry carries 120 passengers.",
  "It carries 5 cars.",
  "Ferries carry 120 passengers.",
  "Anna Lind built the ferry in 1994.",
  "It leaves on March 3 at 7:30.",
])("`findUnsupported` lets %j pass", (sentence) => {
  expect(check(sentence)).toBeUndefined();
});

test.each([
  ["The Northern ferry carries 130 passengers.", "number"],
  ["The Northern ferry carries 12 passengers.", "number"],
  ["The Northern ferry carries １３０ passengers.", "number"],
  ["The Northern ferry carries twelve passengers.", "number"],
  ["The Northern ferry carries 120 % passengers.", "number"],
  ["The Northern ferry carries $5 cars.", "number"],
  ["The Northern ferry carries 120 million passengers.", "number"],
  ["The Northern ferry leaves on April 3 at 7:30.", "date"],
  ["The Northern ferry leaves on Monday at 7:30.", "date"],
  ["The Southern ferry carries 120 passengers.", "something else"],
  ["Olaf Lind built the ferry.", "something else"],
  ["Musk built the Northern ferry.", "something else"],
  ["The “Golden” ferry carries passengers.", "quotes what is not there"],
  ["The ferry carries passengers, see https://evil.example/x.", "address"],
  ["The ferry carries passengers, write to a@evil.example.", "address"],
  ["The ferry carries passengers www.evil.example", "address"],
  ["The Northern ferry does not carry passengers.", "more than its quotes"],
  ["The Northern ferry never carries cars.", "more than its quotes"],
  ["The Northern ferry might carry cars.", "more than its quotes"],
  ["The Northern ferry leaves after 7:30.", "more than its quotes"],
  ["The ferry only carries cars.", "more than its quotes"],
  ["The ferry is a wonderful bargain for families.", "words are not"],
  ["The Northern ferry leaves at midnight.", "words are not"],
  ["The Northern ferry carries horses and cars.", "words are not"],
  ["The Northern ferry carries ≥120 passengers.", "number"],
  ["The Northern ferry carries 120 € passengers.", "number"],
  ["The Northern ferry carries ₹120 passengers.", "number"],
  ["The Northern ferry carries –5 cars.", "number"],
  ["The Northern ferry carries ‑5 cars.", "number"],
  ["The Northern ferry carries 120 994 passengers.", "number"],
  ["The Northern ferry ≠ the passengers.", "signs"],
  ["The Northern ferry carries 120 passengers 🏆.", "signs"],
  ["The Northern ferry carries 120 passengers \u{e0041}\u{e0042}.", "signs"],
  ["The Northern ferry carries 120 passengers \u202e.", "signs"],
  ["The Nоrthern ferry carries 120 passengers.", "something else"],
  ["", "no sentence"],
  ["120", "no sentence"],
  ["The ferry ".repeat(100), "no sentence"],
])("`findUnsupported` refuses %j", (sentence, reason) => {
  expect(check(sentence)).toContain(reason);
});

test("`findUnsupported` refuses what hides that its quote is denied", () => {
  const whole = "The ferry does not carry cars on Sundays.";
  expect(check("The ferry carries cars on Sundays.", ["carry cars on Sundays"], [whole])).toContain("deny");
  expect(check("The ferry does not carry cars.", [whole])).toBeUndefined();
});

test.each([
  ["It leaves **early** [E1][2] (https://x.io/a).", "It leaves early."],
  ["See [the table](https://x.io/a_(b)).", ""],
  ["See [the table](https://x.io/a).", "See the table."],
  ["Look ![x](https://x.io/p.png) here.", "Look x here."],
  ["a\u202eb\u0000\nc", "a b c"],
  ["<img src=x onerror=alert(1)>", ""],
  ["`Promise<string>` is a type.", "`Promise<string>` is a type."],
])("`cleanSentence` makes of %j one plain line", (text, line) => {
  expect(cleanSentence(text)).toBe(line);
});
