import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { parseActions } from "./action-parser.ts";
import { defineAction } from "./define-action.ts";
import { findJsonError } from "./find-json-error.ts";
import { toGrammar } from "./grammar.ts";
import { readAction } from "./read-action.ts";

const field = { description: "what it is", example: "one" };
const definition = defineAction({
  name: "DO_IT",
  description: "Does it.",
  states: ["EXECUTING"],
  fields: {
    WHAT: { description: "what to do", example: "Count to three" },
    INPUT: { kind: "json", description: "values", example: '{"to":3}', required: false },
    SECONDS: { kind: "number", description: "how long", example: "30", required: false },
    STEPS: { kind: "list", description: "how", example: "- one", required: false },
  },
  handle: () => ({ note: "done" }),
});

function read(fields: Readonly<Record<string, string>>) {
  return readAction({ name: "DO_IT", fields, line: 7, recovered: false }, definition);
}

test("`readAction` gives the values that the kinds promise, typed", () => {
  const { action } = read({
    WHAT: " x ",
    INPUT: '{"a":[1]}',
    SECONDS: "1.5",
    STEPS: "- one\n2. two\n\nthree",
  });
  expect(action).toEqual({
    name: "DO_IT",
    fields: { WHAT: " x ", INPUT: { a: [1] }, SECONDS: 1.5, STEPS: ["one", "two", "three"] },
    written: { line: 7, recovered: false },
  });
  expectTypeOf(action!.fields.WHAT).toEqualTypeOf<string>();
  expectTypeOf(action!.fields.INPUT).toEqualTypeOf<unknown>();
  expectTypeOf(action!.fields.SECONDS).toEqualTypeOf<number | undefined>();
  expectTypeOf(action!.fields.STEPS).toEqualTypeOf<readonly string[] | undefined>();
});

test("`readAction` takes JSON out of a code block, and a JSON list of texts for a list", () => {
  expect(read({ WHAT: "x", INPUT: "```json\n{\n}\n```" }).action?.fields.INPUT).toEqual({});
  expect(read({ WHAT: "x", INPUT: "`[1]`" }).action?.fields.INPUT).toEqual([1]);
  expect(read({ WHAT: "x", STEPS: '["a", "b"]' }).action?.fields.STEPS).toEqual(["a", "b"]);
  expect(read({ WHAT: "x", STEPS: "[coder] a" }).action?.fields.STEPS).toEqual(["[coder] a"]);
});

test.each([
  ["{a: 1}", "line 1, column 2", "{a: 1}"],
  ['{\n  "a": 1,\n}', "line 3, column 1", '{\n  "a": 1,\n}'],
  ["", undefined, undefined],
  ["Research it", "line 1, column 1", "Research it"],
  ['{"a": 1', "line 1, column 8", '{"a": 1'],
])("`readAction` says where %j stops being JSON", (INPUT, expected, found) => {
  const { action, problems } = read({ WHAT: "x", INPUT });
  if (expected === undefined) return expect(action?.fields).toEqual({ WHAT: "x" });
  return expect(problems).toEqual([
    {
      code: "bad_value",
      line: 7,
      expected: expect.stringContaining(expected),
      found,
      example: "ACTION: DO_IT\nWHAT: Count to three\n---END---",
    },
  ]);
});

test("`readAction` tells every problem: missing, empty, bad and unknown fields", () => {
  const codes = (fields: Readonly<Record<string, string>>): unknown =>
    read(fields).problems?.map(({ code }) => code);
  expect(codes({})).toEqual(["missing_field"]);
  expect(codes({ WHAT: " \n" })).toEqual(["empty_field"]);
  for (const SECONDS of ["0", "-1", "soon", "1e999", "NaN", "0x10", "9".repeat(41)]) {
    expect(codes({ WHAT: "x", SECONDS })).toEqual(["bad_value"]);
  }
  expect(codes({ WHAT: "x", COLOUR: "red" })).toEqual(["unknown_field"]);
  expect(read({ WHAT: "x", SECONDS: "a".repeat(1e6) }).problems?.[0]?.found).toHaveLength(80);
});

test("`readAction` is not led astray by names of prototypes", () => {
  const fields = Object.fromEntries([
    ["__proto__", "x"],
    ["constructor", "y"],
    ["WHAT", "z"],
  ]);
  expect(read(fields).problems?.map(({ code }) => code)).toEqual(["unknown_field", "unknown_field"]);
  expect(read({ constructor: "x" } as never).problems).toHaveLength(2);
  const grammar = { actions: [{ name: "constructor", fields: ["__proto__", "toString"] }] };
  const { actions } = parseActions(
    "ACTION: constructor\n__PROTO__: x\nTOSTRING: y\n---END---\nACTION: __proto__\n",
    grammar,
  );
  expect(Object.getPrototypeOf(actions[0]!.fields)).toBe(Object.prototype);
  expect(actions[0]!.fields.toString).toBe("y");
});

test("`findJsonError` agrees with the engine about every text", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      '"a"',
      "1",
      "-",
      "0",
      ".5",
      "e9",
      "true",
      "nul",
      " ",
      "\n",
      "\\",
      "\\u00e9",
      "é",
    ),
  );
  const text = fc.oneof(
    pieces.map((all) => all.join("")),
    fc.json(),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(findJsonError(text) === undefined).toBe(isJson);
    }),
    { numRuns: 2000 },
  );
  expect(findJsonError("[".repeat(1e6))).toBe(1e6);
  expect(findJsonError(`"${"a".repeat(1e7)}`)).toBeGreaterThanOrEqual(0);
});

describe("defineAction", () => {
  const good = {
    name: "DO_IT",
    description: "Does it.",
    states: ["EXECUTING"],
    fields: { WHAT: field },
    handle: () => ({ note: "" }),
  };

  test("returns what it was given", () => {
    expect(defineAction(good as never)).toBe(good);
    expect(toGrammar([definition], "data-1")).toEqual({
      actions: [{ name: "DO_IT", fields: ["WHAT", "INPUT", "SECONDS", "STEPS"] }],
      marker: "data-1",
    });
  });

  test.each([
    ["name", { name: "do_it" }],
    ["name", { name: "ACTION" }],
    ["name", { name: "A__B" }],
    ["name", { name: undefined }],
    ["description", { description: " " }],
    ["states", { states: [] }],
    ["states", { states: ["DREAMING"] }],
    ["states", { states: "EXECUTING" }],
    ["fields", { fields: [] }],
    ["fields.what", { fields: { what: field } }],
    ["fields.END", { fields: { END: field } }],
    ["fields.AB", { fields: { A_B: field, AB: field } }],
    ["fields.WHAT", { fields: { WHAT: "text" } }],
    ["fields.WHAT.kind", { fields: { WHAT: { ...field, kind: "date" } } }],
    ["fields.WHAT.example", { fields: { WHAT: { description: "x" } } }],
    ["fields.WHAT.required", { fields: { WHAT: { ...field, required: "no" } } }],
    ["fields.WHAT.optional", { fields: { WHAT: { ...field, optional: true } } }],
    ["hasSideEffects", { hasSideEffects: 1 }],
    ["runsTogether", { runsTogether: null }],
    ["handle", { handle: undefined }],
    ["definition.title", { title: "Do it" }],
  ])("refuses a bad %s: %j", (option, change) => {
    expect(() => defineAction({ ...good, ...change } as never)).toThrow(
      expect.objectContaining({ code: "invalid_argument", details: { option } }),
    );
  });
});
