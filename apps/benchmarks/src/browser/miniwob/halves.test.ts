import { expect, test } from "vitest";
import { tasksOfHalf } from "./halves.ts";

test("tasksOfHalf: odd positions of the sorted names are for development, even ones are kept", () => {
  const names = ["d", "a-2", "c", "a", "b"];
  expect(tasksOfHalf(names, "development")).toEqual(["a", "b", "d"]);
  expect(tasksOfHalf(names, "kept")).toEqual(["a-2", "c"]);
  expect(tasksOfHalf(names, "all")).toEqual(["a", "a-2", "b", "c", "d"]);
});
