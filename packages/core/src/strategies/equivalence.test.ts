import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveEquivalence, type Equivalence } from "./equivalence.ts";

const loop: unknown[] = [];
loop.push(loop);

const same: readonly (readonly [Equivalence, unknown, unknown])[] = [
  ["exact", { a: [1] }, { a: [1] }],
  ["exact", undefined, undefined],
  ["canonical-json", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["canonical-json", { a: 1, b: undefined }, { a: 1 }],
  ["canonical-json", loop, loop],
  ["canonical-json", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["canonical-json", new Number(-0), 0],
  ["canonical-json", { toJSON: () => ({ b: 1, a: 2 }) }, { a: 2, b: 1 }],
  ["exact", new String("a"), "a"],
  ["text", { toJSON: () => "Paris" }, "paris."],
  ["text", "Yes", "  yes. "],
  ["text", "“Straße”", "strasse!"],
  ["text", "STRAẞE", "Straße"],
  ["text", "ΟΔΟΣ", "οδος"],
  ["text", "ﬁne  result", "FINE result"],
  ["text", "(maybe)", "Maybe…"],
  ["text", "- **Paris**", "paris"],
  ["text", "true", true],
  ["text", 42, "42."],
  ["text", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["numeric", 1234.5, "1,234.5"],
  ["numeric", "12 %", "12%"],
  ["numeric", "12 %", 12],
  ["numeric", 0.1 + 0.2, "0.3"],
  ["numeric", "−5", -5],
  ["numeric", "1e3", "1,000"],
  ["numeric", " .5", "0.50"],
  ["numeric", "unknown", "unknown"],
  ["numeric", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["numeric", new Number(5), "5"],
  [{ type: "numeric", tolerance: 0.5 }, 1, 1.5],
  ["token-f1", "The capital is Paris.", "capital is paris"],
  ["token-f1", "one two three four five", "one two three four"],
  ["token-f1", "北京是首都", "北京是首都。"],
  ["token-f1", 3.5, "3.5"],
  ["token-f1", new Date(0), "1970-01-01T00:00:00.000Z"],
  [{ type: "token-f1", threshold: 0.5 }, "a red apple", "green apple"],
  [(left, right) => typeof left === typeof right, 1, 2],
];

const different: readonly (readonly [Equivalence, unknown, unknown])[] = [
  ["exact", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["exact", 1, "1"],
  ["exact", undefined, null],
  ["exact", Number.NaN, null],
  ["canonical-json", 1, "1"],
  ["canonical-json", [1, 2], [2, 1]],
  ["canonical-json", new Map(), new Map()],
  ["canonical-json", "#0", loop],
  ["canonical-json", new Date(0), new Date(1)],
  ["text", "yes", "no"],
  ["text", "-5", "5"],
  ["text", ".5", "5"],
  ["text", "12%", "12"],
  ["text", "C#", "C"],
  ["text", "?", "!"],
  ["text", '{"a":1}', { a: 1 }],
  ["text", "[1]", [1]],
  ["text", "null", null],
  ["numeric", 1, 1.000001],
  ["numeric", "1,23", 123],
  ["numeric", "1.234,5", 1234.5],
  ["numeric", "", 0],
  ["numeric", "0x10", 16],
  ["numeric", "unknown", Number.NaN],
  ["numeric", true, 1],
  [{ type: "numeric", tolerance: 0.5 }, 1, 1.51],
  ["token-f1", "red green blue", "red green white"],
  ["token-f1", "3.5", "5.3"],
  ["token-f1", "?", "!"],
  ["token-f1", { a: 1 }, "a 1"],
];

describe("resolveEquivalence", () => {
  test.each(same)("%j: %j is the same as %j", (equivalence, left, right) => {
    const resolved = resolveEquivalence(equivalence);
    expect([resolved.same(left, right), resolved.same(right, left)]).toEqual([true, true]);
    expect(resolved.key?.(left)).toBe(resolved.key?.(right));
  });

  test.each(different)("%j: %j is not the same as %j", (equivalence, left, right) => {
    const resolved = resolveEquivalence(equivalence);
    expect([resolved.same(left, right), resolved.same(right, left)]).toEqual([false, false]);
    const keys = [left, right].map((value) => resolved.key?.(value) ?? value);
    expect(keys[0]).not.toBe(keys[1]);
  });

  test("compares canonical JSON by default", () => {
    expect(resolveEquivalence().same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  });

  test("exact, canonical-json and text are transitive and have keys; the others have none", () => {
    for (const equivalence of ["exact", "canonical-json", "text"] as const) {
      expect(resolveEquivalence(equivalence)).toMatchObject({
        transitive: true,
        key: expect.any(Function) as unknown,
      });
    }
    for (const equivalence of ["numeric", "token-f1", () => true] as const) {
      expect(resolveEquivalence(equivalence).transitive).toBe(false);
      expect(resolveEquivalence(equivalence).key).toBeUndefined();
    }
  });

  test("a function that answers with a promise is refused when it is asked", () => {
    const { same: compare } = resolveEquivalence((async () => false) as unknown as Equivalence);
    expect(() => compare(1, 2)).toThrow(/at once, not a promise/);
  });

  test("every equivalence finds a value the same as itself", () => {
    const value = fc.oneof(fc.anything(), fc.string(), fc.double());
    fc.assert(
      fc.property(
        value,
        fc.constantFrom("exact", "canonical-json", "text", "numeric", "token-f1"),
        (it, name) => {
          expect(resolveEquivalence(name as Equivalence).same(it, it)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("text is settled in time proportional to its length", () => {
    const punctuation = "!".repeat(200_000);
    expect(resolveEquivalence("text").same(`a${punctuation}b${punctuation}`, `A${punctuation}B`)).toBe(true);
  });

  test.each([
    ["cannonical-json", /Did you mean "canonical-json"/],
    ["toString", /must be one of/],
    [null, /must be one of/],
    [{ type: "fuzzy" }, /must be one of/],
    [{ type: "numeric", tolerance: -1 }, /tolerance.*not -1/],
    [{ type: "numeric", tolerance: Number.NaN }, /tolerance.*not NaN/],
    [{ type: "numeric", tolerance: Number.POSITIVE_INFINITY }, /tolerance/],
    [{ type: "token-f1", threshold: 0 }, /threshold.*not 0/],
    [{ type: "token-f1", threshold: 1.1 }, /threshold/],
  ])("refuses %j", (equivalence, message) => {
    const error = expect.objectContaining({
      code: "invalid_argument",
      message: expect.stringMatching(message) as string,
    }) as Error;
    expect(() => resolveEquivalence(equivalence as Equivalence)).toThrow(error);
  });
});
