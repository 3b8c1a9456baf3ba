import { expect, test } from "vitest";
import {
  calibrate,
  holdsAnswer,
  measureBrierScore,
  measureCalibrationError,
  rateRanking,
  toPercent,
} from "./metrics.ts";

test("`rateRanking` counts first places, the first five, and reciprocal ranks up to ten", () => {
  const { recallAt1, recallAt5, reciprocalRank } = rateRanking([1, 2, 5, 6, 11, 0]);
  expect(recallAt1).toBeCloseTo(100 / 6);
  expect(recallAt5).toBeCloseTo(50);
  expect(reciprocalRank).toBeCloseTo((1 + 1 / 2 + 1 / 5 + 1 / 6) / 6);
});

test("`rateRanking` and `toPercent` of nothing are 0", () => {
  expect(rateRanking([])).toEqual({ recallAt1: 0, recallAt5: 0, reciprocalRank: 0 });
  expect(toPercent(0, 0)).toBe(0);
});

test("`calibrate` sorts forecasts into tenths, 1 into the last", () => {
  const forecasts = [
    { confidence: 0.25, isRight: true },
    { confidence: 0.25, isRight: false },
    { confidence: 1, isRight: true },
  ];
  expect(calibrate(forecasts)).toEqual([
    { from: 0.2, count: 2, confidence: 0.25, right: 0.5 },
    { from: 0.9, count: 1, confidence: 1, right: 1 },
  ]);
  expect(measureCalibrationError(forecasts)).toBeCloseTo((2 * 0.25 + 0) / 3);
  expect(measureBrierScore(forecasts)).toBeCloseTo((0.5625 + 0.0625 + 0) / 3);
});

test("`holdsAnswer` looks for any answer, letter case and punctuation aside", () => {
  expect(holdsAnswer("It cost $1.2 billion, in 2014.", ["ten", "1.2 Billion"])).toBe(true);
  expect(holdsAnswer("It cost a lot.", ["1.2 billion"])).toBe(false);
});
