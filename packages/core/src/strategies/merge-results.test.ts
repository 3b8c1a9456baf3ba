import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../json/canonical-json.ts";
import { readPath } from "../json/read-path.ts";
import { mergeResults, type MergedResults } from "./merge-results.ts";

function merge(...values: readonly unknown[]): MergedResults {
  return mergeResults(values.map((value, index) => ({ taskId: `t${index}`, value })));
}

describe("mergeResults", () => {
  test("merges objects at every depth and unites lists without repetitions", () => {
    expect(
      merge(
        { a: { x: 1 }, tags: ["b", { k: 1, l: 2 }] },
        { a: { y: 2 }, tags: [{ l: 2, k: 1 }, "c"], z: null },
      ),
    ).toEqual({
      result: { a: { x: 1, y: 2 }, tags: ["b", { k: 1, l: 2 }, "c"], z: null },
      conflicts: [],
    });
  });

  test("values with the same canonical JSON do not conflict, wherever they stand", () => {
    const date = new Date(0);
    for (const [left, right] of [
      [date, date.toISOString()],
      [{ at: date }, { at: date.toISOString() }],
      [[date], [date.toISOString()]],
    ]) {
      expect(merge(left, right).conflicts).toEqual([]);
    }
    expect(merge([date], [date.toISOString()]).result).toEqual([date]);
  });

  test("the first value stays, and the conflict says where and who said what", () => {
    expect(merge({ a: { port: 80 } }, { a: { port: 80 } }, { a: { port: 81 } }, { a: { port: 82 } })).toEqual(
      {
        result: { a: { port: 80 } },
        conflicts: [
          {
            path: "a.port",
            kept: { taskId: "t0", value: 80 },
            dropped: [
              { taskId: "t2", value: 81 },
              { taskId: "t3", value: 82 },
            ],
          },
        ],
      },
    );
  });

  test("values of different kinds conflict, and those of the first's kind still merge", () => {
    const { result, conflicts } = merge({ a: { x: 1 } }, { a: [1] }, { a: "text" }, { a: { y: 2 } });
    expect(result).toEqual({ a: { x: 1, y: 2 } });
    expect(conflicts).toEqual([
      {
        path: "a",
        kept: { taskId: "t0", value: { x: 1 } },
        dropped: [
          { taskId: "t1", value: [1] },
          { taskId: "t2", value: "text" },
        ],
      },
    ]);
  });

  test("null is a value and undefined is none", () => {
    expect(merge({ a: null, b: undefined }, { a: 1, b: 2 })).toMatchObject({
      result: { a: null, b: 2 },
      conflicts: [{ path: "a" }],
    });
    expect(merge(undefined, { a: 1 })).toEqual({ result: { a: 1 }, conflicts: [] });
  });

  test('whole results that are not objects: lists unite, differing texts conflict at the path ""', () => {
    expect(merge([1, 2], [2, 3])).toEqual({ result: [1, 2, 3], conflicts: [] });
    expect(merge("a", "a")).toEqual({ result: "a", conflicts: [] });
    expect(merge("a", "b")).toEqual({
      result: "a",
      conflicts: [{ path: "", kept: { taskId: "t0", value: "a" }, dropped: [{ taskId: "t1", value: "b" }] }],
    });
    expect(merge()).toEqual({ result: undefined, conflicts: [] });
  });

  test("equal dates are the same, different ones conflict", () => {
    expect(merge({ at: new Date(5) }, { at: new Date(5) }).conflicts).toEqual([]);
    expect(merge({ at: new Date(5) }, { at: new Date(6) }).conflicts).toHaveLength(1);
  });

  test("changes no source", () => {
    const sources = [
      { a: { x: 1 }, list: [1] },
      { a: { y: 1 }, list: [2] },
    ];
    const before = structuredClone(sources);
    merge(...sources);
    expect(sources).toEqual(before);
  });

  test("treats __proto__ and constructor as data", () => {
    const hostile = (polluted: string): unknown =>
      JSON.parse(`{"__proto__":{"${polluted}":1},"constructor":{"prototype":{"${polluted}":1}}}`);
    const { result, conflicts } = merge(hostile("one"), hostile("two"));
    expect(JSON.stringify(result)).toBe(
      '{"__proto__":{"one":1,"two":1},"constructor":{"prototype":{"one":1,"two":1}}}',
    );
    expect(conflicts).toEqual([]);
    expect(({} as Record<string, unknown>)["one"]).toBeUndefined();
  });

  test("survives cycles and 100,000 levels", () => {
    const createLoop = (): unknown => {
      const loop: Record<string, unknown> = { name: 1 };
      loop["left"] = loop;
      loop["right"] = loop;
      return loop;
    };
    expect(merge(createLoop(), createLoop()).result).toMatchObject({ name: 1 });
    let deep: [unknown, unknown] = [1, 1];
    for (let level = 0; level < 100_000; level += 1) deep = [{ a: deep[0] }, { a: deep[1] }];
    expect(merge(...deep).conflicts).toHaveLength(1);
  });

  test("100 results of 1,000 keys each do not take long", () => {
    const values = Array.from({ length: 100 }, (_, index) =>
      Object.fromEntries(
        Array.from({ length: 1_000 }, (_unused, key) => [
          `key${key + index * 10}`,
          { value: key + index * 10 },
        ]),
      ),
    );
    const { result, conflicts } = merge(...values);
    expect(Object.keys(result as object)).toHaveLength(1_990);
    expect(conflicts).toEqual([]);
  }, 10_000);
});

const json = fc.jsonValue({ maxDepth: 3 });
const objects = fc.array(fc.dictionary(fc.stringMatching(/^[a-d]$/), json), { maxLength: 4 });

describe("mergeResults, whatever the results", () => {
  test("is associative on disjoint keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.tuple(fc.nat(2), json)), (entries) => {
        const [first, second, third] = [0, 1, 2].map((owner) =>
          Object.fromEntries(
            Object.entries(entries).flatMap(([key, [who, value]]) => (who === owner ? [[key, value]] : [])),
          ),
        );
        const left = merge(merge(first, second).result, third);
        const right = merge(first, merge(second, third).result);
        expect(left).toEqual(right);
        expect(left).toEqual(merge(first, second, third));
        expect(left.conflicts).toEqual([]);
      }),
    );
  });

  test("merging a result with itself changes nothing but repetitions in lists", () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = merge(value, value);
        expect(once.conflicts).toEqual([]);
        expect(merge(once.result, value, once.result).result).toEqual(once.result);
      }),
    );
  });

  test("one after the other gives the same as all at once", () => {
    fc.assert(
      fc.property(objects, (values) => {
        const stepwise = values.reduce<unknown>((merged, value) => merge(merged, value).result, undefined);
        expect(stepwise).toEqual(merge(...values).result);
      }),
    );
  });

  test("each conflict names a path at which the value kept stands", () => {
    fc.assert(
      fc.property(objects, (values) => {
        const { result, conflicts } = merge(...values);
        for (const { path, kept, dropped } of conflicts) {
          const { found, value } = readPath(result, path);
          expect(found).toBe(true);
          // A primitive stays as it was; an object or a list may have taken in more.
          expect(typeof value === "object" ? typeof kept.value : value).toEqual(
            typeof value === "object" ? "object" : kept.value,
          );
          expect(dropped.map((source) => canonicalJson(source.value))).not.toContain(
            canonicalJson(kept.value),
          );
        }
      }),
    );
  });
});
