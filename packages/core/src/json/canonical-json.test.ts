import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { canonicalJson, copyJson, findUnserializable, tryWriteJson } from "./canonical-json.ts";

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const cyclic: Record<string, unknown> = { name: "loop" };
cyclic["list"] = [{ back: cyclic }];

/** A value that is not JSON, where it is not, and why. */
const unserializable: readonly (readonly [string, unknown, string, RegExp])[] = [
  ["a function", { run: () => 1 }, "run", /function/],
  ["a symbol", { a: { "x.y": Symbol("s") } }, "a.x\\.y", /symbol/],
  ["a bigint", [1n], "[0]", /bigint/],
  ["NaN", { rows: [1, { mean: Number.NaN }] }, "rows[1].mean", /NaN/],
  ["an infinity", Number.NEGATIVE_INFINITY, "", /-Infinity/],
  ["undefined in a list", { list: [undefined] }, "list[0]", /undefined/],
  // oxlint-disable-next-line no-sparse-arrays
  ["a hole in a list", [1, , 2], "[1]", /undefined/],
  ["a cycle", cyclic, "list[0].back", /contains itself/],
  ["a map", { map: new Map([[1, 2]]) }, "map", /content of a Map/],
  ["bytes", new Uint8Array(3), "", /content of a Uint8Array/],
  ["an error", { error: new Error("lost") }, "error", /content of a Error/],
  [
    "a toJSON that throws",
    {
      a: {
        toJSON: () => {
          throw new Error("no");
        },
      },
    },
    "a",
    /reading it threw: no/,
  ],
  [
    "a getter that throws",
    {
      get a() {
        throw new Error("no");
      },
    },
    "a",
    /reading it threw: no/,
  ],
];

describe("canonicalJson", () => {
  test("sorts keys by code unit, at every depth, and leaves lists in order", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, "x"], a: null, B: true })).toBe(
      '{"B":true,"a":null,"b":[{"c":2,"d":1},"x"]}',
    );
  });

  test("drops undefined properties and writes -0 as 0", () => {
    expect(canonicalJson({ a: undefined, b: -0, c: [-0] })).toBe('{"b":0,"c":[0]}');
  });

  test("honours toJSON, with its key, and unwraps primitive objects", () => {
    const gone = { toJSON: () => undefined };
    const named = { toJSON: (key: string) => `at ${key}` };
    expect(canonicalJson({ when: new Date(0), named, gone, number: Object(1) })).toBe(
      '{"named":"at named","number":1,"when":"1970-01-01T00:00:00.000Z"}',
    );
  });

  test("writes the fields of class instances and the key __proto__ as data", () => {
    class Point {
      x = 1;
    }
    expect(canonicalJson(new Point())).toBe('{"x":1}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  test("takes the same object twice, side by side", () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  test.each(unserializable)("refuses %s and says where", (_, value, path, reason) => {
    const error: unknown = captureError(() => canonicalJson(value));
    expect(OrchestrationError.is(error) && error.code).toBe("not_serializable");
    expect(error).toMatchObject({ details: { path }, message: expect.stringMatching(reason) });
    expect(findUnserializable(value)).toEqual({ path, reason: expect.stringMatching(reason) });
    expect(captureError(() => copyJson(value))).toMatchObject({
      code: "not_serializable",
      details: { path },
    });
    expect(tryWriteJson(value, true)).toBeUndefined();
  });

  test("refuses a lone undefined", () => {
    expect(() => canonicalJson(undefined)).toThrow(/undefined/);
    expect(findUnserializable(undefined)).toBeUndefined();
    expect(findUnserializable({ a: undefined })).toBeUndefined();
  });

  test("sees a cycle the first time round, however much hangs on it", () => {
    let reads = 0;
    const loop = {
      get size() {
        reads += 1;
        return 1;
      },
      self: undefined as unknown,
    };
    loop.self = loop;
    expect(() => canonicalJson(loop)).toThrow(/"self" is not JSON: the value contains itself/);
    expect(reads).toBeLessThan(5);
  });

  test("refuses 100,000 levels with a typed error and a short message", () => {
    for (const act of [canonicalJson, copyJson]) {
      const error = captureError(() => act(nest(100_000))) as OrchestrationError;
      expect(error.code).toBe("not_serializable");
      expect(error.message).toMatch(/deeper than 2000 levels/);
      expect(error.message.length).toBeLessThan(500);
    }
    expect(canonicalJson(nest(2_000)).length).toBeGreaterThan(2_000);
  });

  test("equals JSON.stringify but for the order of keys, for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(tryWriteJson(value, false)).toBe(JSON.stringify(value));
        expect(findUnserializable(value)).toBeUndefined();
      }),
    );
  });

  test("does not depend on the order in which keys were set", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson({ ...value }));
      }),
    );
  });
});

describe("copyJson", () => {
  test("shares nothing with the original and leaves it as it was", () => {
    const original = { list: [{ a: 1 }], when: new Date(0), gone: undefined };
    const copied = copyJson(original) as unknown as { list: { a: number }[] };
    expect(copied).toStrictEqual({ list: [{ a: 1 }], when: "1970-01-01T00:00:00.000Z" });
    copied.list[0]!.a = 2;
    expect(original.list[0]!.a).toBe(1);
  });

  test("keeps __proto__ as data", () => {
    const copied = copyJson(JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>);
    expect(Object.keys(copied)).toEqual(["__proto__"]);
    expect(copied["polluted"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("hands undefined through", () => {
    expect(copyJson(undefined)).toBeUndefined();
  });

  test("equals the way through text, for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(copyJson(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function captureError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
