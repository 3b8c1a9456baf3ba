import { expect, test } from "vitest";
import { planning } from "../../test/plan-goal.ts";
import { type GoalPattern, measureFit } from "./goal-pattern.ts";

const goal = planning.goals.read("Build a REST API for our Coffee-Shop in C++");

test.each<[string, GoalPattern, number]>([
  ["the empty pattern", {}, 1 / 6],
  ["one part", { intents: ["add", "build"] }, 2 / 6],
  ["two parts", { intents: ["build"], things: ["api"] }, 3 / 6],
  ["a part that does not match", { intents: ["build"], things: ["library"] }, 0],
  ["a phrase across a hyphen, in any case", { mentions: ["coffee shop"] }, 2 / 6],
  ["a name with signs", { mentions: ["c++"] }, 2 / 6],
  ["a part of a word", { mentions: ["off", "shops"] }, 0],
  ["a phrase of nothing but signs", { mentions: ["…"] }, 0],
  ["a function that says no", { intents: ["build"], where: () => false }, 0],
  [
    "all parts",
    {
      intents: ["build"],
      verbs: ["build"],
      things: ["api"],
      mentions: ["shop"],
      where: ({ object }) => object !== "",
    },
    1,
  ],
])("measureFit of %s", (_what, pattern, fit) => {
  expect(measureFit(pattern, goal)).toBe(fit);
});
