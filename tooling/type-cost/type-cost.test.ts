import { describe, expect, test } from "vitest";
import { generateProgram } from "./generate-program.ts";
import { measureTypeCost } from "./measure-type-cost.ts";
import { statements } from "./statements.ts";

const limit = 2.2;

describe("the typed path costs the compiler at most 2.2 times as much for 400 agents as for 200", () => {
  test.each(Object.entries(statements))("with %s", { timeout: 120_000 }, (_, createStatements) => {
    const small = measureTypeCost(generateProgram(200, createStatements));
    const large = measureTypeCost(generateProgram(400, createStatements));
    expect(small.instantiations).toBeGreaterThan(1_000);
    expect(large.instantiations / small.instantiations).toBeLessThanOrEqual(limit);
    expect(large.types / small.types).toBeLessThanOrEqual(limit);
  });
});

describe("`measureTypeCost`", () => {
  test("sees instantiations that grow with the square of a program's size", { timeout: 120_000 }, () => {
    const createPairs = (count: number): string => {
      const names = Array.from({ length: count }, (_, index) => `"n${index}"`).join(" | ");
      return `type Names = ${names};
type Pair<A, B> = { a: A; b: B };
type PairsOf<A> = { [B in Names]: Pair<A, B> };
type Pairs = { [A in Names]: PairsOf<A>[Names] }[Names];
export const pair: Pairs = { a: "n1", b: "n2" };`;
    };
    const small = measureTypeCost(createPairs(40));
    const large = measureTypeCost(createPairs(80));
    expect(large.instantiations / small.instantiations).toBeGreaterThan(limit);
  });

  test(
    "sees types that do, though instantiations do not: tasks compared with the union of all types",
    {
      timeout: 120_000,
    },
    () => {
      const createNaivePlan = (count: number): string => {
        const numbers = Array.from({ length: count }, (_, index) => index);
        return `type Names = ${numbers.map((index) => `"type${index}"`).join(" | ")};
declare function execute<const Types extends readonly unknown[]>(
  tasks: { [Position in keyof Types]: { agentType?: Types[Position] & Names } },
): Types;
export const types = execute([${numbers.map((index) => `{ agentType: "type${index}" },`).join(" ")}]);`;
      };
      const small = measureTypeCost(createNaivePlan(100));
      const large = measureTypeCost(createNaivePlan(200));
      expect(large.instantiations / small.instantiations).toBeLessThanOrEqual(limit);
      expect(large.types / small.types).toBeGreaterThan(limit);
    },
  );

  test("refuses a program that does not compile", { timeout: 120_000 }, () => {
    expect(() => measureTypeCost('const a: number = "";')).toThrow("does not compile");
  });
});
