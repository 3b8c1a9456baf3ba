import { expect, test } from "vitest";
import { summarizeRounds, summarizeTimes } from "./summarize-times.ts";

test("`summarizeTimes` takes mean, median, the sample that 19 of 20 do not exceed, and the greatest", () => {
  const samples = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(summarizeTimes(samples)).toEqual({ mean: 50.5, median: 50.5, p95: 95, max: 100 });
  expect(summarizeTimes([3])).toEqual({ mean: 3, median: 3, p95: 3, max: 3 });
  expect(() => summarizeTimes([])).toThrow("at least one sample");
});

test("`summarizeRounds` does not count one slow round", () => {
  const quick = { mean: 2, median: 2, p95: 3, max: 4 };
  const slow = { mean: 20, median: 20, p95: 30, max: 40 };
  expect(summarizeRounds([quick, slow, quick])).toEqual(quick);
});
