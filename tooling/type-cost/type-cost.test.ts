import { expect, test } from "vitest";
import { generateProgram } from "./generate-program.ts";
import { measureInstantiations } from "./measure-instantiations.ts";

test(
  "the typed path costs the compiler at most 2.2 times as much for 400 agents as for 200",
  { timeout: 120_000 },
  () => {
    const small = measureInstantiations(generateProgram(200));
    const large = measureInstantiations(generateProgram(400));
    expect(small).toBeGreaterThan(1_000);
    expect(large / small).toBeLessThanOrEqual(2.2);
  },
);

test(
  "`measureInstantiations` sees a type whose cost grows with the square of its size",
  { timeout: 120_000 },
  () => {
    const createPairs = (count: number): string => {
      const names = Array.from({ length: count }, (_, index) => `"n${index}"`).join(" | ");
      return `type Names = ${names};
type Pair<A, B> = { a: A; b: B };
type PairsOf<A> = { [B in Names]: Pair<A, B> };
type Pairs = { [A in Names]: PairsOf<A>[Names] }[Names];
export const pair: Pairs = { a: "n1", b: "n2" };`;
    };
    expect(measureInstantiations(createPairs(80)) / measureInstantiations(createPairs(40))).toBeGreaterThan(
      2.2,
    );
  },
);

test("`measureInstantiations` refuses a program that does not compile", { timeout: 120_000 }, () => {
  expect(() => measureInstantiations('const a: number = "";')).toThrow("does not compile");
});
