import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, likeness, normalizeText } from "./likeness.ts";

test.each([
  ["Sign in", "Sign in", 1],
  ["Sign in", "sign in", 0.97],
  ["Sign in", "Sign in…", 0.94],
  ["e mail", "e-mail", 0.92],
  ["Straße", "Strasse", 0],
])("likeness: %j and %j are alike as %d", (wanted, seen, least) => {
  expect(likeness(wanted, seen)).toBeGreaterThanOrEqual(least);
});

test("likeness: typing mistakes are forgiven, other words are not", () => {
  expect(likeness("Recieve news", "Receive news")).toBeGreaterThan(0.5);
  expect(likeness("Save", "Delete")).toBe(0);
  expect(likeness("cat", "cut")).toBe(0);
});

test("likeness: the fuller match is the better one", () => {
  expect(likeness("delete account", "Delete account")).toBeGreaterThan(
    likeness("delete account", "Delete your account now"),
  );
  expect(likeness("delete account", "Delete your account now")).toBeGreaterThan(
    likeness("delete account", "Account"),
  );
});

const text = fc.string({ unit: fc.constantFrom(..."abcDE 012.,-'\"“é̈ßİ🙂\u0000\ud800"), maxLength: 80 });

test("likeness: stays within 0 and 1, is 1 for the same text, and never fails", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const value = likeness(one, other);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      if (one.trim() !== "") expect(likeness(one, one)).toBe(1);
    }),
  );
});

test("normalizeText: drops case, accents, quotes and punctuation", () => {
  expect(normalizeText("  “Crème” BRÛLÉE, (2nd)! ")).toBe("creme brulee 2nd");
});

test("editDistance: is symmetric, zero for equal texts, and at most the longer length", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (one, other) => {
      expect(editDistance(one, other)).toBe(editDistance(other, one));
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});
