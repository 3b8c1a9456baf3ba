import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeLeadProbability } from "./beta-posterior.ts";

/** The same probability by exact integers: the number of outcomes of n fair coins with at most `leading` heads. */
function countExactly(leading: number, trailing: number): number {
  const coins = leading + trailing + 1;
  let outcomes = 1n;
  let favourable = 0n;
  for (let heads = 0; heads <= leading; heads += 1) {
    favourable += outcomes;
    outcomes = (outcomes * BigInt(coins - heads)) / BigInt(heads + 1);
  }
  const scale = 10n ** 18n;
  return Number((favourable * scale) / 2n ** BigInt(coins)) / 1e18;
}

describe("computeLeadProbability", () => {
  test("four unanimous votes pass 0.95, three do not", () => {
    expect(computeLeadProbability(3, 0)).toBeCloseTo(0.9375, 14);
    expect(computeLeadProbability(4, 0)).toBeCloseTo(0.96875, 14);
    expect(computeLeadProbability(0, 0)).toBe(0.5);
  });

  test("agrees with exact integers", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (leading, trailing) => {
        expect(computeLeadProbability(leading, trailing)).toBeCloseTo(countExactly(leading, trailing), 11);
      }),
    );
  });

  test("both sides add up to 1 and more votes for the leader never lower it", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (left, right) => {
        const probability = computeLeadProbability(left, right);
        expect(probability + computeLeadProbability(right, left)).toBeCloseTo(1, 12);
        expect(computeLeadProbability(left + 1, right)).toBeGreaterThanOrEqual(probability - 1e-9);
        expect(probability >= 0 && probability <= 1).toBe(true);
      }),
    );
  });

  test("stays accurate at 100,000 votes", () => {
    // normal approximation with continuity correction: z = 200 / sqrt(100,001), error below 1e-6 this near the middle
    expect(computeLeadProbability(50_100, 49_900)).toBeCloseTo(0.736_455, 5);
    expect(computeLeadProbability(100_000, 0)).toBe(1);
    expect(computeLeadProbability(0, 100_000)).toBe(0);
  });

  test.each([
    [-1, 0],
    [0.5, 0],
    [0, Number.NaN],
    [Number.POSITIVE_INFINITY, 0],
  ])("refuses %d and %d", (leading, trailing) => {
    expect(() => computeLeadProbability(leading, trailing)).toThrow(/whole numbers/);
  });
});
