import { describe, expect, test } from "vitest";
import type { ActionRecord } from "./action-record.ts";
import { createDataMeter, placeData } from "./place-data.ts";

const extracted = (data: unknown, as?: string): ActionRecord => ({
  action: { action: "extract", schema: { type: "array" }, ...(as !== undefined && { as }) },
  status: "completed",
  startedMs: 0,
  durationMs: 1,
  url: "https://example.org/",
  data,
});

describe("placeData", () => {
  test("holds data once, by their names, and tells in the records how many there are", () => {
    const { actions, data } = placeData([extracted([1, 2], "a"), extracted("x"), extracted([], "__proto__")]);
    expect(JSON.stringify(data)).toBe('{"a":[1,2],"data":"x","__proto__":[]}');
    expect(actions.map((record) => [record.data, record.count])).toEqual([
      [undefined, 2],
      [undefined, undefined],
      [undefined, 0],
    ]);
  });

  test("leaves data in their record when a later action took their name", () => {
    const { actions, data } = placeData([extracted([1]), extracted([2, 3])]);
    expect(data).toEqual({ data: [2, 3] });
    expect(actions.map((record) => record.data)).toEqual([[1], undefined]);
  });
});

describe("createDataMeter", () => {
  test("refuses what goes beyond the limit, all extractions together", () => {
    const meter = createDataMeter(20);
    meter.add(extracted("x".repeat(15)));
    meter.add({ ...extracted(undefined) });
    expect(() => meter.add(extracted("yyyy"))).toThrow(
      expect.objectContaining({
        reason: "limit_exceeded",
        message: expect.stringContaining("23 characters of JSON, and at most 20"),
        details: expect.objectContaining({ record: expect.not.objectContaining({ data: "yyyy" }) }),
      }),
    );
  });
});
