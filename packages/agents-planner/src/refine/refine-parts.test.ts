import { expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { refinePlan } from "../tools/refine-plan.ts";
import { dropMention, replaceMentions } from "./mentions.ts";
import { splitChange } from "./split-change.ts";
import { dropReferences } from "./step-inputs.ts";

test.each([
  ["drop the review, and please use Vue", ["drop the review", "use Vue"]],
  ["Can you add search and filters?", ["add search and filters"]],
  ["also dark mode; without the tests", ["also dark mode", "without the tests"]],
  ["deploy it to AWS and test it", ["deploy it to AWS", "test it"]],
  ["add login and sign-up pages, but no cookies", ["add login and sign-up pages", "no cookies"]],
  ["I'd like you to skip the docs.\nUnder 3 USD.", ["skip the docs", "Under 3 USD"]],
  [" ,; ", []],
])("splitChange reads “%s” as its parts", (text, parts) => {
  expect(splitChange(text)).toEqual(parts);
});

test.each([
  [
    "Resolve what the tests and the review of the API found",
    "review",
    "Resolve what the tests of the API found",
  ],
  [
    "Resolve what the tests and the review of the API found",
    "tests",
    "Resolve what the review of the API found",
  ],
  ["Test the shop, above all login and search", "search", "Test the shop, above all login"],
  ["Test the shop, above all search", "search", "Test the shop"],
  ["Walk through login, search and reviews", "search", "Walk through login and reviews"],
  ["Build a shop with React, with search", "React", "Build a shop, with search"],
  ["Build a shop with React and Redux", "React", "Build a shop with Redux"],
  ["How is a shop built with React?", "React", "How is a shop built?"],
  ["Review the code", "review", "Review the code"],
  ["A (+) B and (+)", "(+)", "A (+) B"],
])("dropMention takes a member out of “%s”: %s", (text, name, rest) => {
  expect(dropMention(text, name)).toBe(rest);
});

test("replaceMentions replaces whole words only, and takes the new name as it is", () => {
  expect(replaceMentions("React, reactive, React.js and react", "React", "$&Vue")).toBe(
    "$&Vue, reactive, $&Vue.js and $&Vue",
  );
});

test("dropReferences leaves data alone and removes what is empty by it", () => {
  const reference = { $fromTask: { id: "a" } };
  const other = { $fromTask: { id: "b" } };
  expect(
    dropReferences(
      { research: [reference, other], results: { a: reference }, data: { $literal: reference }, list: [] },
      new Set(["a"]),
    ),
  ).toEqual({ research: [other], data: { $literal: reference }, list: [] });
  expect(dropReferences(reference, new Set(["a"]))).toEqual({});
});

test("refinePlan takes plans of thousands of steps, optional ones in portions", () => {
  const small = planGoal("Build a REST API for invoices");
  const extra = Array.from({ length: 3_000 }, (_, index) => ({
    id: `polish-${index}`,
    agentType: "code",
    description: `Polish corner ${index}`,
    dependsOn: index === 0 ? [] : [`polish-${index - 1}`],
    estimatedTime: 1,
    costEstimate: 0.01,
    produces: [`corner-${index}`],
    consumes: index === 0 ? [] : [`corner-${index - 1}`],
    successCriterion: `corner ${index} shines`,
    optional: true,
  }));
  const steps = [...small.steps, ...extra];
  const plan: Plan = { ...small, steps, estimate: estimatePlan(steps) };
  const refined = refinePlan("x", { plan, task: "under 2 USD" }, planning);
  expect(validatePlan(refined)).toEqual([]);
  expect(refined.estimate.costUsd).toBeLessThanOrEqual(2);
  expect(refined.steps.length).toBeGreaterThan(small.steps.length - 1);
});
