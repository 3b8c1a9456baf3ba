import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveEquation } from "./solve-equation.ts";

describe("solveEquation", () => {
  it.each([
    ["x + 5 = 12", 7],
    ["3x - 4 = 2x + 1", 5],
    ["2(x + 3) = 16", 5],
    ["10 - _ = 3", 7],
    ["? × 4 = 20", 5],
    ["3 x ? = 12", 4],
    ["x / 4 = 2.5", 10],
    ["7 = y + 10", -3],
    ["x = 4", 4],
  ])("solves %s", (text, solution) => {
    expect(solveEquation(text)).toBe(solution);
  });

  it.each([
    "",
    "x",
    "x = x",
    "x * x = 4",
    "2 + 2 = 4",
    "x + y = 3",
    "price = 4",
    "1 / x = 2",
    "x = 1 = 2",
    "(".repeat(150),
  ])("leaves %j alone", (text) => {
    expect(solveEquation(text)).toBeUndefined();
  });

  it("finds the number that an equation was made of", () => {
    const small = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 20 }), small, (x, factor, rest) => {
        expect(solveEquation(`${factor}n + ${rest} = ${factor * x + rest}`)).toBeCloseTo(x, 6);
      }),
    );
  });
});
