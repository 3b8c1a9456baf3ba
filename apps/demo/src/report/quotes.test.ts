import { expect, test } from "vitest";
import { stripMarkup } from "./quotes.ts";

test.each([
  ["It returns a _deep clone_ of **it**.", "It returns a deep clone of it."],
  ["Call `snake_case_name` or [the guide](https://example.org/a_b).", "Call snake_case_name or the guide."],
  ["2 * 3 is *six*, see <b>below</b>.", "2 * 3 is six, see below."],
])("`stripMarkup` reads %j as it is meant", (quote, text) => {
  expect(stripMarkup(quote)).toBe(text);
});
