import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateArithmetic } from "./arithmetic.ts";

test.each([
  ["1 + 2 =", 3],
  ["7 x 3 = ?", 21],
  ["12 − 20", -8],
  ["2 + 3 * 4", 14],
  ["(2 + 3) × 4 =", 20],
  ["9 ÷ 3", 3],
  ["What is 4 * -2?", -8],
])("evaluateArithmetic: %j is %d", (text, value) => {
  expect(evaluateArithmetic(text)).toBe(value);
});

test.each(["", "42", "1 / 0", "2 +", "(1 + 2", "10 / 10sec", "alert(1)", "1 + 2 3", "-5"])(
  "evaluateArithmetic: %j is nothing to compute",
  (text) => {
    expect(evaluateArithmetic(text)).toBeUndefined();
  },
);

test("evaluateArithmetic: answers every text with a number or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789+-*/x() ="), maxLength: 120 }), (text) => {
      const value = evaluateArithmetic(text);
      expect(value === undefined || typeof value === "number").toBe(true);
    }),
  );
});
