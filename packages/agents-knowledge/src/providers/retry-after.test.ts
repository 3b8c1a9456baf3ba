import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const now = Date.UTC(2026, 0, 1);
const month = 31 * 86_400_000;

test.each([
  ["7", 7_000],
  [" 0.25 ", 250],
  ["0", 0],
  ["9999999999", month],
  ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ["Fri, 01 Jan 2100 00:00:00 GMT", month],
  ["soon", undefined],
  ["-5", undefined],
  ["1e99", undefined],
  ["Thu, the first", undefined],
  ["", undefined],
  [null, undefined],
])("`readRetryAfter` reads %j as %j ms", (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});
