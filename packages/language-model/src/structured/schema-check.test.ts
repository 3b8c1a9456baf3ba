import { expect, test } from "vitest";
import { createSchemaCheck } from "./schema-check.ts";

const schema = Object.freeze({
  type: "object",
  properties: {
    names: { type: "array", items: { type: "string", maxLength: 5 }, minItems: 1 },
    kind: { enum: ["a", "b"] },
    format: { type: "string", format: "email" },
  },
  required: ["names"],
  additionalProperties: false,
});

test.each([
  [{ names: ["Ada"] }, undefined],
  [{ names: ["Ada"], kind: "b", format: "no address" }, undefined],
  [{}, 'required property "names"'],
  [[], "at the top"],
  [{ names: [] }, "at /names"],
  [{ names: ["Ada", 7] }, "at /names/1"],
  [{ names: ["Ada"], kind: "c" }, "at /kind"],
  [{ names: ["Ada"], more: 1 }, "more"],
  [{ names: ["Augusta"] }, "at /names/0"],
] as const)("`createSchemaCheck` says of %j: %j", (value, problem) => {
  const found = createSchemaCheck(schema)(value);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test("`createSchemaCheck` takes `format` for a note, also of a property that is called like a keyword", () => {
  const email = { type: "string", format: "email" };
  const check = createSchemaCheck({
    properties: { default: email, format: email, list: { items: email } },
    required: ["default"],
  });
  expect(check({ default: "no address", format: "none", list: ["neither"] })).toBeUndefined();
  expect(check({ default: 7 })).toContain("at /default");
  // What is compared with is data, and stays as it is.
  expect(createSchemaCheck({ const: { format: "email" } })({ format: "email" })).toBeUndefined();
});

test("`createSchemaCheck` names few problems, shortly, however many there are", () => {
  const names = Array.from({ length: 10_000 }, () => 7);
  const problem = createSchemaCheck(schema)({ names })!;
  expect(problem.length).toBeLessThan(2_000);
});

test("`createSchemaCheck` survives a value that is nested more deeply than can be looked through", () => {
  const check = createSchemaCheck({
    $defs: { list: { items: { $ref: "#/$defs/list" } } },
    $ref: "#/$defs/list",
  });
  const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
  expect(check([[]])).toBeUndefined();
  expect(check(deep)).toContain("too deeply");
});
