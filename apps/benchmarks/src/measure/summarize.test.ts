import { expect, test } from "vitest";
import { summarize } from "./summarize.ts";

test("`summarize` takes the middle sample and the spread, whatever the order", () => {
  expect(summarize([5, 1, 3])).toEqual({ median: 3, least: 1, greatest: 5, samples: [5, 1, 3] });
});

test("`summarize` takes the mean of the two in the middle of an even number", () => {
  expect(summarize([4, 1, 2, 9]).median).toBe(3);
});

test("`summarize` refuses to make something out of nothing", () => {
  expect(() => summarize([])).toThrow("at least one sample");
});
