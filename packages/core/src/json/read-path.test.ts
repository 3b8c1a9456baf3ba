import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPath, parsePath, readPath } from "./read-path.ts";

const value = {
  items: [{ name: "first" }, { name: "second" }],
  "v1.2": { ok: true },
  "": "empty key",
  "a[0]": "bracket",
  nothing: null,
  absent: undefined,
  text: "abc",
};

describe("readPath", () => {
  test.each([
    ["", value],
    ["items.0.name", "first"],
    ["items[1].name", "second"],
    ["items[1]", { name: "second" }],
    ["[items][0][name]", "first"],
    ["v1\\.2.ok", true],
    ["[v1.2].ok", true],
    ["[]", "empty key"],
    ["a\\[0]", "bracket"],
    ["nothing", null],
  ])("finds %j", (path, expected) => {
    expect(readPath(value, path)).toEqual({ found: true, value: expected });
  });

  test.each([
    "items.2",
    "items.-1",
    "items.00",
    "items.length",
    "items.map",
    "absent",
    "nothing.a",
    "text.0",
    "text.length",
    "toString",
    "constructor.name",
    "__proto__",
    ".",
    "items.",
    ".items",
    "items..0",
    "items[0",
    "items[0]name",
    "items.[0]",
    "items\\",
  ])("finds nothing at %j", (path) => {
    expect(readPath(value, path)).toEqual({ found: false, value: undefined });
  });

  test("finds only the whole of what is not an object", () => {
    expect(readPath("text", "")).toEqual({ found: true, value: "text" });
    expect(readPath(undefined, "a").found).toBe(false);
    expect(readPath(null, "a").found).toBe(false);
  });

  test("reads an own __proto__ as data", () => {
    expect(readPath(JSON.parse('{"__proto__":1}'), "__proto__")).toEqual({ found: true, value: 1 });
  });
});

describe("formatPath", () => {
  test("writes list positions in brackets and escapes the rest", () => {
    expect(formatPath(["items", 0, "v1.2", "", "a[0]"])).toBe("items[0].v1\\.2[].a\\[0]");
    expect(formatPath([])).toBe("");
  });

  test("is read back by parsePath, whatever the keys", () => {
    const segment = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(".", "[", "]", "\\", "a") }),
      fc.nat(99),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        expect(parsePath(formatPath(segments))).toEqual(segments.map(String));
      }),
    );
  });

  test("parsePath answers keys or undefined for any text, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(".", "[", "]", "\\", "a", "0") }), (path) => {
        const segments = parsePath(path);
        expect(segments === undefined || parsePath(formatPath(segments))?.length === segments.length).toBe(
          true,
        );
      }),
    );
  });
});
