import { fromTask, literal } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { rewriteInput, type Rewriting } from "./rewrite-input.ts";

const fates: Readonly<Record<string, Rewriting>> = {
  done: { kind: "value", result: { list: [{ "a.b": 1 }], nothing: null } },
  empty: { kind: "value", result: undefined },
  moved: { kind: "point", id: "elsewhere" },
  gone: { kind: "drop" },
};
const rewrite = (id: string): Rewriting => fates[id] ?? { kind: "keep" };

describe("rewriteInput", () => {
  test.each<[string, unknown, unknown]>([
    ["a known result, by path", { x: fromTask("done", "list[0].a\\.b") }, { x: literal(1) }],
    ["null", [fromTask("done", "nothing")], [literal(null)]],
    ["a step without a result", { x: fromTask("empty"), y: [fromTask("empty")] }, { y: [] }],
    ["a step that was replaced", { x: fromTask("moved", "a") }, { x: fromTask("elsewhere", "a") }],
    [
      "a step that is gone",
      { x: { y: fromTask("gone"), z: 1 }, l: [fromTask("gone"), 2] },
      { x: { z: 1 }, l: [2] },
    ],
    ["nothing but a reference", fromTask("gone"), undefined],
    ["a step that is still to run", { x: fromTask("later") }, { x: fromTask("later") }],
    ["a literal", { x: literal(fromTask("gone")) }, { x: literal(fromTask("gone")) }],
    ["what is no reference", { $fromTask: { id: "gone" }, more: 1 }, { $fromTask: { id: "gone" }, more: 1 }],
    [
      "__proto__ as data",
      JSON.parse('{"__proto__":{"$fromTask":{"id":"moved"}}}'),
      JSON.parse('{"__proto__":{"$fromTask":{"id":"elsewhere"}}}'),
    ],
    ["no object", "text", "text"],
  ])("rewrites %s", (_what, input, expected) => {
    const before = JSON.stringify(input);
    expect(rewriteInput(input, rewrite)).toEqual({ input: expected, missing: [] });
    expect(JSON.stringify(input)).toBe(before);
  });

  test("names the parts that a known result does not have", () => {
    const { input, missing } = rewriteInput(
      { x: fromTask("done", "list[7]"), y: fromTask("empty", "a") },
      rewrite,
    );
    expect(input).toEqual({});
    expect(missing).toEqual([
      { id: "done", path: "list[7]" },
      { id: "empty", path: "a" },
    ]);
  });

  test("hands on what holds no reference as it is: dates, shared parts, cycles", () => {
    const cycle: Record<string, unknown> = { date: new Date(0) };
    cycle["self"] = cycle;
    expect(rewriteInput(cycle, rewrite).input).toBe(cycle);
    const shared = { x: fromTask("moved") };
    const { input } = rewriteInput({ one: shared, other: shared }, rewrite);
    expect(input).toEqual({ one: { x: fromTask("elsewhere") }, other: { x: fromTask("elsewhere") } });
  });
});
