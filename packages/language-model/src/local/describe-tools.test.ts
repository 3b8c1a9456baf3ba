import { expect, test } from "vitest";
import { describeTools, writeCall } from "./describe-tools.ts";

test("`describeTools` has a line for each tool and each parameter, with its form and whether it is needed", () => {
  const properties = {
    city: { type: "string", minLength: 1, description: "Which one." },
    unit: { enum: ["C", "F"] },
    days: { type: "array", items: { type: "string" }, minItems: 1, description: "Some." },
    more: { description: "Whatever." },
    range: { type: "integer", minimum: 3 },
  };
  const parameters = { type: "object", properties, required: ["city"] };
  const lines = describeTools([{ name: "read", description: "Reads.", parameters }]).split("\n");
  expect(lines.slice(2)).toEqual([
    "read: Reads.",
    "- city (string): Which one.",
    '- unit ("C" or "F", optional)',
    "- days (list of strings, optional): Some.",
    "- more (any JSON, optional): Whatever.",
    '- range ({"type":"integer","minimum":3}, optional)',
  ]);
});

test("`describeTools` takes parameters of any form", () => {
  expect(describeTools([{ name: "a", description: "A.", parameters: {} }])).toMatch(/\na: A\.$/);
  const odd = { properties: { a: true, b: { type: ["string", "null"] } }, required: "a" } as never;
  expect(describeTools([{ name: "a", description: "A.", parameters: odd }])).toContain(
    "- a (any JSON, optional)",
  );
});

test("`writeCall` writes a call as a model does that was made to write JSON", () => {
  const given = { city: "Oslo", days: ["a", "b"], none: undefined, more: { deep: null } };
  expect(writeCall({ id: "1", name: "read", arguments: given })).toBe(
    '{"name": "read", "arguments": {"city": "Oslo", "days": ["a", "b"], "more": {"deep": null}}}',
  );
  expect(writeCall({ id: "1", name: "wait", arguments: undefined })).toBe(
    '{"name": "wait", "arguments": {}}',
  );
});
