import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

describe("nearestName", () => {
  test.each([
    ["reserch", ["plan", "research"], "research"],
    ["RESEARCH", ["research"], "research"],
    ["paln", ["plan", "play"], "plan"],
    ["knowlegde", ["knowledge"], "knowledge"],
    ["codee", ["code", "coder"], "code"],
  ])("finds what %j meant among %j", (name, known, expected) => {
    expect(nearestName(name, known)).toBe(expected);
  });

  test.each([
    ["test", ["plan"]],
    ["a", ["b"]],
    ["ab", ["xy"]],
    ["", ["a"]],
    ["browser", []],
    ["x".repeat(101), ["x".repeat(100)]],
  ])("finds nothing for %j among %j", (name, known) => {
    expect(nearestName(name, known)).toBeUndefined();
  });

  test("finds a name in which one character was lost", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,20}$/), fc.nat(), (name, at) => {
        const index = at % name.length;
        expect(nearestName(name.slice(0, index) + name.slice(index + 1), ["0000000000", name])).toBe(name);
      }),
    );
  });
});
