import { expect, test } from "vitest";
import { createEarlyAnswers } from "./early-answers.ts";

test("EarlyAnswers hands out what came for a run, once", () => {
  const early = createEarlyAnswers(10);
  early.add("r", { taskId: "r/0", key: "k", value: 1 });
  early.add("r", { taskId: "r/0", key: "k", value: 2 });
  expect([...(early.take("r")?.values() ?? [])]).toEqual([{ taskId: "r/0", key: "k", value: 1 }]);
  expect(early.take("r")).toBeUndefined();
});

test("EarlyAnswers gives back the room of what was taken", () => {
  const early = createEarlyAnswers(3);
  for (let round = 0; round < 5; round++) {
    for (const key of ["a", "b", "c"]) early.add("r", { taskId: "r", key, value: round });
    expect(early.take("r")?.size).toBe(3);
  }
});

test("EarlyAnswers forgets the run that was first answered when there is no room", () => {
  const early = createEarlyAnswers(3);
  for (const key of ["a", "b"]) early.add("first", { taskId: "first", key, value: 0 });
  for (const key of ["a", "b"]) early.add("second", { taskId: "second", key, value: 0 });
  expect([early.take("first")?.size, early.take("second")?.size]).toEqual([undefined, 2]);
});
