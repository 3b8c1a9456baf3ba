import { describe, expect, test } from "vitest";
import {
  formatAgo,
  formatCount,
  formatDuration,
  formatElapsed,
  formatMoment,
  formatMoney,
  formatPercent,
  formatPlural,
  formatShortCount,
} from "./format.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("formatDuration", () => {
  test.each([
    [-5, "0 ms"],
    [0.4, "0 ms"],
    [999.4, "999 ms"],
    [1_000, "1.0 s"],
    [9_999, "9.9 s"],
    [10_000, "10 s"],
    [59_999, "59 s"],
    [minute, "1 min"],
    [125_000, "2 min 5 s"],
    [hour, "1 h"],
    [hour + 20 * minute + 59_000, "1 h 20 min"],
    [52 * hour, "2 d 4 h"],
    [Number.NaN, "–"],
  ])("of %d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatElapsed", () => {
  test("counts whole seconds, and never less than none", () => {
    expect([formatElapsed(-900), formatElapsed(1_999), formatElapsed(61_000)]).toEqual([
      "0 s",
      "1 s",
      "1 min 1 s",
    ]);
  });
});

describe("formatAgo", () => {
  test("takes the largest unit, and `now` for what just was or is to come", () => {
    expect([-500, 900, 1_500, 90_000, 3 * hour, 49 * hour].map(formatAgo)).toEqual([
      "now",
      "now",
      "1 s ago",
      "1 min ago",
      "3 h ago",
      "2 d ago",
    ]);
  });
});

describe("formatMoney", () => {
  test.each([
    [0, "$0"],
    [0.000_01, "<$0.0001"],
    [0.003_14, "$0.0031"],
    [0.05, "$0.05"],
    [0.1, "$0.10"],
    [1_234.5, "$1,234.50"],
    [-0.5, "-$0.50"],
    [Number.NaN, "–"],
  ])("of %d is %s", (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });
});

describe("formatPercent", () => {
  test("says 100 only of everything", () => {
    expect([0, 80, 99.96, 100, 66.666].map(formatPercent)).toEqual([
      "0 %",
      "80 %",
      "99.9 %",
      "100 %",
      "66.6 %",
    ]);
  });
});

describe("formatShortCount", () => {
  test("is exact up to ten thousand, and never shows a thousand thousands", () => {
    expect([9_999, 12_400, 12_000, 999_960, 3_140_000].map(formatShortCount)).toEqual([
      "9,999",
      "12.4k",
      "12k",
      "1M",
      "3.1M",
    ]);
  });
});

describe("formatPlural", () => {
  test("tells one from several", () => {
    expect([formatPlural(1, "run"), formatPlural(0, "run"), formatPlural(1_200, "reply", "replies")]).toEqual(
      ["1 run", "0 runs", "1,200 replies"],
    );
    expect(formatCount(1_204.4)).toBe("1,204");
  });
});

describe("formatMoment", () => {
  test("is the reader's own time", () => {
    expect(formatMoment(new Date(2026, 2, 4, 5, 9, 7).getTime())).toBe("2026-03-04 05:09:07");
  });
});
