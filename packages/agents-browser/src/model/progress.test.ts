import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";

test("`createProgress` warns of the second time without effect, and takes the third for stuck", () => {
  const { note } = createProgress();
  expect([1, 2, 3].map(() => note("a", "click", "a"))).toEqual(["new", "warn", "stuck"]);
  expect(note("b", "click", "b")).toBe("new");
  expect(note("a", "hover", "a")).toBe("new");
});

test("`createProgress` lets the same be done on a page that changes, and ends circles", () => {
  const { note } = createProgress();
  expect(["a", "b", "c", "d"].map((state) => note(state, "click", `${state}+`))).toEqual(
    Array(4).fill("new"),
  );
  const circle = Array.from({ length: 5 }, () => note("a", "click", "b"));
  expect(circle).toEqual(["new", "new", "warn", "warn", "stuck"]);
});

test("`createProgress` is patient with waiting", () => {
  const { note } = createProgress();
  const waits = Array.from({ length: 6 }, () => note("a", "wait", "a"));
  expect(waits).toEqual(["new", "new", "new", "new", "warn", "stuck"]);
});
