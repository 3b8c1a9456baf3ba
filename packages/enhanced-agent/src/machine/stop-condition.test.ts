import { expect, test } from "vitest";
import { checkStopConditions, completeStopConditions } from "./check-stop-conditions.ts";
import { countStepsLeft, defaultStopConditions, findStop } from "./stop-condition.ts";

const facts = { steps: 3, elapsedMs: 100, stepsWithoutProgress: 2 };

test.each([
  [{ kind: "steps", most: 3 }, "steps_used_up"],
  [{ kind: "steps", most: 4 }, undefined],
  [{ kind: "duration", mostMs: 100 }, "time_used_up"],
  [{ kind: "duration", mostMs: 101 }, undefined],
  [{ kind: "no-progress", most: 2 }, "no_progress"],
  [{ kind: "no-progress", most: 3 }, undefined],
] as const)("`findStop` finds for %j the reason %s", (condition, reason) => {
  expect(findStop([condition], facts)?.reason).toBe(reason);
});

test("`findStop` names the first condition that is met", () => {
  const both = [{ kind: "no-progress", most: 1 } as const, { kind: "steps", most: 1 } as const];
  expect(findStop(both, facts)?.reason).toBe("no_progress");
  expect(findStop([], facts)).toBeUndefined();
});

test("`countStepsLeft` counts down to the last step", () => {
  expect(countStepsLeft([{ kind: "steps", most: 4 }], 3)).toBe(1);
  expect(countStepsLeft([{ kind: "duration", mostMs: 4 }], 3)).toBe(Infinity);
});

test("`completeStopConditions` keeps the defaults of kinds that are not given", () => {
  expect(completeStopConditions()).toEqual(defaultStopConditions);
  const steps = { kind: "steps", most: 2 } as const;
  expect(completeStopConditions([steps])).toEqual([steps, defaultStopConditions[1]]);
});

test.each([
  [{}, "must be a list"],
  [[{ kind: "step", most: 2 }], "there are steps, duration, no-progress"],
  [[null], "no kind of condition"],
  [[{ kind: "steps" }], "most must be a whole number from 1 to 1000"],
  [[{ kind: "steps", most: Infinity }], "most must be"],
  [[{ kind: "duration", most: 5 }], "mostMs must be"],
  [
    [
      { kind: "steps", most: 2 },
      { kind: "steps", most: 3 },
    ],
    "steps twice",
  ],
])("`checkStopConditions` says what is wrong with %j", (conditions, words) => {
  expect(checkStopConditions(conditions)).toContain(words);
});

test("`checkStopConditions` has nothing against the defaults", () => {
  expect(checkStopConditions(defaultStopConditions)).toBeUndefined();
});
