import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

describe("fingerprint", () => {
  test("is 14 characters of 0-9 and a-v, and the same for ever", () => {
    expect(fingerprint({ agentType: "knowledge", description: "Research React" })).toMatch(/^[0-9a-v]{14}$/);
    expect(fingerprint({ agentType: "knowledge", description: "Research React" })).toMatchInlineSnapshot(
      `"1u3n2hf253ju5s"`,
    );
    expect(fingerprint({ description: "" })).toMatchInlineSnapshot(`"1tcfurj3ptksf9"`);
  });

  test("does not depend on the order of keys in the input", () => {
    expect(fingerprint({ description: "d", input: { a: 1, b: { c: 2, d: 3 } } })).toBe(
      fingerprint({ description: "d", input: { b: { d: 3, c: 2 }, a: 1 } }),
    );
  });

  test("tells every part apart, also from its neighbour", () => {
    const all = [
      { description: "ab" },
      { description: "b", agentType: "a" },
      { description: "b", capability: "a" },
      { description: "b", agentName: "a" },
      { description: "b", agentType: "a", capability: "" },
      { description: "", agentType: "ab" },
      { description: "ab", input: null },
      { description: "ab", input: {} },
      { description: "ab", input: "" },
      { description: "ab", input: "-" },
      { description: "a", input: "b" },
      { description: "ab\0" },
    ].map((parts) => fingerprint(parts));
    expect(new Set(all).size).toBe(all.length);
  });

  test("leaves out an input that is not JSON, and never throws", () => {
    const bare = fingerprint({ agentType: "a", description: "d" });
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    for (const input of [() => 1, 1n, Number.NaN, cyclic, new Map()]) {
      expect(fingerprint({ agentType: "a", description: "d", input })).toBe(bare);
    }
  });

  test("has no collisions among 200,000 similar requests", () => {
    const seen = new Set<string>();
    for (let index = 0; index < 100_000; index += 1) {
      seen.add(fingerprint({ agentType: "knowledge", description: `Research ${index}` }));
      seen.add(fingerprint({ agentType: "knowledge", description: "Research", input: { index } }));
    }
    expect(seen.size).toBe(200_000);
  });

  test("changes about half of its bits with one character of the description", () => {
    const differences: number[] = [];
    const readBits = (text: string): bigint =>
      (BigInt(Number.parseInt(text.slice(0, 7), 32)) << 32n) | BigInt(Number.parseInt(text.slice(7), 32));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(), (text, at) => {
        const index = at % text.length;
        const changed =
          text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1);
        const difference =
          readBits(fingerprint({ description: text })) ^ readBits(fingerprint({ description: changed }));
        differences.push(difference.toString(2).replaceAll("0", "").length);
      }),
      { numRuns: 500, seed: 1 },
    );
    const mean = differences.reduce((sum, bits) => sum + bits, 0) / differences.length;
    expect(mean).toBeGreaterThan(31);
    expect(mean).toBeLessThan(33);
    expect(Math.min(...differences)).toBeGreaterThan(12);
  });
});
