import { expect, test } from "vitest";
import { findExpectedAnswer, isExpected } from "./expected-answer.ts";

test.each([
  ["How many cars does it carry?", "number"],
  ["What percentage of it is water?", "number"],
  ["When did it open?", "time"],
  ["In what year did it open?", "time"],
  ["Who built it?", "name"],
  ["Where does it lie?", "name"],
  ["What is it made of?", undefined],
])("`findExpectedAnswer` reads %j as asking for %s", (question, expected) => {
  expect(findExpectedAnswer(question)).toBe(expected);
});

test.each([
  ["number", "17", true],
  ["number", "twelve", true],
  ["number", "many", false],
  ["time", "1856", true],
  ["time", "1970s", true],
  ["time", "12", false],
  ["time", "May", true],
  ["time", "may", false],
  ["name", "Åland", true],
  ["name", "island", false],
  [undefined, "17", false],
] as const)("`isExpected` where a %s is asked for: %j is one: %s", (expected, word, is) => {
  expect(isExpected(expected, `a ${word}`, 2, 2 + word.length, false)).toBe(is);
});

test("`isExpected` takes no name from the word that opens a sentence, which has a capital anyway", () => {
  expect(isExpected("name", "Boats", 0, 5, true)).toBe(false);
});
