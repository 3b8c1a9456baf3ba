import { expect, test } from "vitest";
import { isStrictSchema } from "./strict-schema.ts";

const closed = { type: "object", properties: {}, required: [], additionalProperties: false };
const holding = (a: object): Record<string, unknown> => ({ ...closed, properties: { a }, required: ["a"] });

test.each([
  [closed, true],
  [holding({ type: ["string", "null"] }), true],
  [holding({ type: ["array", "null"], items: { type: "string" } }), true],
  [holding({ anyOf: [closed, { type: "null" }] }), true],
  [{ ...holding({ type: "string" }), required: [] }, false],
  [{ ...closed, additionalProperties: true }, false],
  [holding({ type: ["array", "null"], items: { type: "object" } }), false],
  [holding({ type: ["array", "null"] }), false],
  [holding({ type: ["object", "null"] }), false],
  [holding({ type: "string", pattern: "a" }), false],
  [holding({ $ref: "#" }), false],
  [holding({ type: "array" }), false],
  [holding({ type: "array", items: closed }), true],
  [{ type: "array", items: closed }, false],
])("`isStrictSchema` says whether endpoints can guarantee %j: %j", (schema, expected) => {
  expect(isStrictSchema(schema)).toBe(expected);
});
