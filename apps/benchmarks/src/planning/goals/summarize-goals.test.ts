import { expect, test } from "vitest";
import { countMethods, judgeFit, listMisses, summarizeGoals } from "./summarize-goals.ts";
import type { GoalOutcome } from "./try-goal.ts";

const outcome = (more: Partial<GoalOutcome>): GoalOutcome => ({
  goal: "Fix it",
  cpuMs: 1,
  isValid: true,
  isExecuted: true,
  steps: 2,
  methods: ["fix-bug"],
  ...more,
});

test.each([
  [["fix-bug"], "specific"],
  [["several-goals", "fix-bug", "build-api"], "specific"],
  [["several-goals", "fix-bug", "general"], "general"],
  [["general"], "general"],
  [["several-goals", "general", "unreadable-goal"], "unreadable"],
  [["several-goals"], "untold"],
  [[], "untold"],
])("`judgeFit` takes the methods %j for %s", (methods, fit) => {
  expect(judgeFit({ methods })).toBe(fit);
});

test("`summarizeGoals` counts shares of all goals of a half", () => {
  const figures = summarizeGoals([
    outcome({}),
    outcome({ methods: ["general"], cpuMs: 5, steps: 4 }),
    outcome({ isExecuted: false }),
    outcome({ isValid: false, isExecuted: false, methods: [], steps: 0 }),
  ]);
  expect(Object.fromEntries(figures.map(({ name, value }) => [name, value]))).toEqual({
    "plans that are valid": 75,
    "plans that run to their end": 50,
    "planned by specific methods throughout": 50,
    "a part by the most general method": 25,
    "not read": 0,
    "methods of the parts not told": 25,
    "steps per plan": 2,
    "CPU per plan, mean": 2,
    "CPU per plan, 19 of 20": 5,
    "CPU per plan, greatest": 5,
  });
});

test("`countMethods` counts a goal once for each of its methods, the most used first", () => {
  const outcomes = [
    outcome({ methods: ["several-goals", "fix-bug", "fix-bug"] }),
    outcome({ methods: ["fix-bug"] }),
    outcome({ methods: ["build-api"] }),
  ];
  expect(countMethods(outcomes)).toEqual([
    ["fix-bug", 2],
    ["build-api", 1],
    ["several-goals", 1],
  ]);
});

test("`listMisses` names each goal whose plan is invalid or does not run, and why", () => {
  const misses = listMisses([
    outcome({}),
    outcome({ goal: "A", isExecuted: false, problem: "step 1 is failed" }),
    outcome({ goal: "B", isValid: false, isExecuted: false, problem: "a cycle" }),
  ]);
  expect(misses).toEqual(["“A”: step 1 is failed", "“B”: a cycle"]);
});
