import { expect, test } from "vitest";
import { readWebAddress } from "./collect-results.ts";

test.each([
  [" https://example.com/a?b=1#c ", "https://example.com/a?b=1#c"],
  ["HTTP://Example.com", "HTTP://Example.com"],
  ["https://example.com/ä b", "https://example.com/%C3%A4%20b"],
  ["https:\\\\example.com\\a", "https://example.com/a"],
  ["http:example.com", "http://example.com/"],
  ["java\nscript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["//example.com", undefined],
  ["/path", undefined],
  ["", undefined],
  [`https://example.com/${"a".repeat(2_048)}`, undefined],
])("`readWebAddress` takes %j for %j", (given, expected) => {
  expect(readWebAddress(given)).toBe(expected);
});
