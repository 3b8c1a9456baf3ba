import { describe, expect, test } from "vitest";
import { findBranch, findProblems } from "./find-problems.ts";
import { toJson, withProperty } from "./form-value.ts";
import { readJson } from "./read-json.ts";
import { readSchema } from "./read-schema.ts";
import type { JsonSchema } from "./json-schema.ts";

const messagesOf = (schema: JsonSchema, value: unknown, isRequired = true): readonly string[] =>
  findProblems(readSchema(schema), value, isRequired).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

describe("findProblems", () => {
  test.each<[string, JsonSchema, unknown, string]>([
    ["a text that is missing", { type: "string" }, undefined, ": This is needed."],
    [
      "a text that is too short",
      { type: "string", minLength: 3 },
      "ab",
      ": At least 3 characters are needed.",
    ],
    [
      "a text that is no address",
      { type: "string", format: "uri" },
      "here",
      ": This is no address: write it with https://.",
    ],
    ["a text off its pattern", { type: "string", pattern: "^[^/]+$" }, "a/b", ": This must match ^[^/]+$."],
    ["what was typed for a number", { type: "number" }, "12x", ": This must be a number, such as 2 or 0.5."],
    ["a part for a whole", { type: "integer" }, 1.5, ": This must be a whole number."],
    ["a bound that is reached", { type: "number", exclusiveMinimum: 0 }, 0, ": This must be more than 0."],
    ["another value", { enum: ["a", "b"] }, "c", ": This must be one of a, b."],
    [
      "an entry of a list",
      { type: "array", items: { type: "integer" } },
      [1, "x"],
      "1: This must be a number, such as 2 or 0.5.",
    ],
    ["a text that is no JSON", {}, { $unread: '{\n"a": }' }, expect.stringMatching(/^: Line 2: /) as string],
  ])("finds %s", (_, schema, value, message) => {
    expect(messagesOf(schema, value)).toEqual([message]);
  });

  test("asks for nothing that is optional, and lets references and null through", () => {
    expect(messagesOf({ type: "string" }, undefined, false)).toEqual([]);
    expect(messagesOf({ type: "integer" }, { $fromTask: { id: "a" } })).toEqual([]);
    expect(messagesOf({ anyOf: [{ type: "integer" }, { type: "null" }] }, null)).toEqual([]);
  });

  test("tells of a union what is wrong with the branch that is meant", () => {
    const schema: JsonSchema = {
      anyOf: [
        { type: "string" },
        {
          type: "object",
          required: ["css"],
          properties: { css: { type: "string" }, nth: { type: "integer" } },
          additionalProperties: false,
        },
      ],
    };
    expect(messagesOf(schema, { nth: 1 })).toEqual(["css: This is needed."]);
    expect(messagesOf(schema, "a")).toEqual([]);
    const field = readSchema(schema);
    expect(field.kind === "union" && findBranch(field, { css: "a" })).toBe(1);
  });

  test("leaves patterns that may never end to the server", () => {
    expect(messagesOf({ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(40)}!`)).toEqual([]);
  });
});

describe("toJson", () => {
  test("sends what was filled in, and nothing else", () => {
    expect(
      toJson({ a: undefined, b: { c: 1, d: undefined }, e: { $unread: "{" }, f: [undefined, 1] }),
    ).toEqual({
      b: { c: 1 },
      f: [null, 1],
    });
  });
});

describe("withProperty", () => {
  test("changes, adds and takes away; what becomes empty is nothing", () => {
    expect(withProperty({ a: 1, b: 2 }, "a", 3)).toEqual({ a: 3, b: 2 });
    expect(withProperty(undefined, "a", 1)).toEqual({ a: 1 });
    expect(withProperty({ a: 1 }, "a", undefined)).toBeUndefined();
  });
});

describe("readJson", () => {
  test("tells the line in which a text stops being JSON", () => {
    expect(readJson('{"a": [1, 2]}')).toEqual({ value: { a: [1, 2] } });
    expect(readJson('{\n  "a": 1,\n  b: 2\n}').problem?.line).toBe(3);
    expect(readJson('{\n  "a": 1\n').problem?.line).toBe(3);
  });
});
