import { expect, test } from "vitest";
import { readExpectation } from "./expectation.ts";

test.each([
  ["How many cars does it carry?", "It carries 20 cars.", true],
  ["How many of the 20 cars burned?", "Of 20 cars some burned.", false],
  ["Who built the Northern pier?", "The Northern pier was built by Ada Holm.", true],
  ["Who built the Northern pier?", "The Northern pier was built by hand.", false],
  ["Why is it grey?", "It is grey because of the salt.", true],
  ["Why is it grey?", "It is grey in 1856.", false],
  ["What is it made of?", "It is made of 20 planks.", false],
])("`readExpectation` of %j is met by %j: %s", (question, sentence, isMet) => {
  expect(readExpectation(question).isMetBy(sentence)).toBe(isMet);
});

test("`readExpectation` says when the question leaves open what is asked for", () => {
  expect(readExpectation("What is it made of?").isSpecific).toBe(false);
  expect(readExpectation("When is it open?").isSpecific).toBe(true);
});
