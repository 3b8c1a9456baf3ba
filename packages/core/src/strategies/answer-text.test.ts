import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countTokens, measureTokenF1, normalizeText, readNumber } from "./answer-text.ts";

describe("normalizeText", () => {
  test("changes no character the second time", () => {
    const unstable: string[] = [];
    for (let code = 0; code < 0x3_0000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = normalizeText(`a${String.fromCodePoint(code)}b`);
      if (normalizeText(once) !== once) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  test("changes no text the second time", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(" ", "-", ".", '"', "a", "5", "ß", "İ", "ς") }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const once = normalizeText(value);
        expect(normalizeText(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("measureTokenF1", () => {
  test("is the harmonic mean of precision and recall over bags", () => {
    // 2 of 3 in common: precision 2/3, recall 2/4
    expect(measureTokenF1(countTokens("x y y"), countTokens("y y z w"))).toBeCloseTo(
      (2 * (2 / 3) * (2 / 4)) / (2 / 3 + 2 / 4),
      12,
    );
    expect(measureTokenF1(countTokens(""), countTokens(""))).toBe(0);
    expect(measureTokenF1(countTokens("An apple"), countTokens("apple"))).toBe(1);
  });

  test("is symmetric, from 0 to 1", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "3", ".") });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const f1 = measureTokenF1(countTokens(left), countTokens(right));
        expect(f1).toBe(measureTokenF1(countTokens(right), countTokens(left)));
        expect(f1 >= 0 && f1 <= 1).toBe(true);
      }),
    );
  });
});

describe("readNumber", () => {
  test("reads back every finite number, plain or with thousands", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(readNumber(String(number))).toBe(number === 0 ? 0 : number);
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => readNumber(number.toLocaleString("en-US")) === number),
    );
  });

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1e999",
    "five",
    "5 %%",
    "%",
    ".",
    "+",
    "1 2",
    null,
    undefined,
    [5],
  ])("finds no number in %j", (value) => {
    expect(readNumber(value)).toBeUndefined();
  });
});
