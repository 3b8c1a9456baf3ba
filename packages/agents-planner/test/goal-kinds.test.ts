import { describe, expect, test } from "vitest";
import type { Plan } from "../src/plan/plan.ts";
import { validatePlan } from "../src/plan/validate-plan.ts";
import { goalKindCases } from "./goal-kinds.ts";
import { goalCases } from "./goals.ts";
import { planGoal } from "./plan-goal.ts";

function describeSteps(plan: Plan): string[] {
  return plan.steps.map((step) => step.description);
}

/** Everything that a plan says about its steps, questions included. */
function listTexts({ steps }: Plan): string[] {
  return steps.flatMap(({ description, input, successCriterion }) => {
    const { question, task } = (input ?? {}) as { question?: string; task?: string };
    return [description, successCriterion, question ?? "", task ?? ""];
  });
}

describe("the planner, on goals that are easily misread", () => {
  test.each(goalKindCases)(
    "$kind: $goal",
    ({ goal, steps = [], count, assumes, asks = [], forbids = [] }) => {
      const plan = planGoal(goal);
      expect(validatePlan(plan)).toEqual([]);
      expect(describeSteps(plan)).toEqual(expect.arrayContaining([...steps]));
      if (count !== undefined) expect(plan.steps).toHaveLength(count);
      if (assumes !== undefined) expect(plan.assumptions.join("\n")).toContain(assumes);
      const asked = plan.steps.map(({ input }) => (input as { question?: string }).question);
      expect(asked).toEqual(expect.arrayContaining([...asks]));
      for (const name of forbids) {
        for (const text of listTexts(plan)) expect(text.replace(/, without .*$/, "")).not.toContain(name);
      }
    },
  );

  const goals = [...goalKindCases, ...goalCases].map(({ goal }) => goal);

  test.each(goals)("says every step of “%s” in plain words", (goal) => {
    const plan = planGoal(goal);
    for (const text of listTexts(plan)) {
      expect(text).not.toMatch(/\b(\p{L}+) \1\b/iu); // no word twice
      expect(text).not.toMatch(/\bthe (?:the|an?|our|my)\b|\ban? (?:the|an?|our|my)\b/i);
      expect(text).not.toMatch(/ {2}|\s[,.;?]|\s$|undefined|“”/);
    }
  });

  test.each(goals)("lets “%s” keep its articles", (goal) => {
    const plan = planGoal(goal);
    const nouns = [...goal.matchAll(/\b(?:the|our|my) ([a-z]+ [a-z]+)\b/g)].map((match) => match[1] ?? "");
    for (const noun of nouns) {
      const bare = new RegExp(`(?:^(?:\\p{L}+) |\\b(?:of|for|to|in|on|with|what|how) )${noun}\\b`, "u");
      for (const text of describeSteps(plan)) expect(text.replace(/“.*”/g, "")).not.toMatch(bare);
    }
  });
});

test("a comparison builds on the steps before it by reference and searches nothing", () => {
  const { steps } = planGoal("Compare fastq and p-queue");
  expect(steps.at(-1)).toMatchObject({
    agentType: "planner",
    capability: "bring_together",
    input: {
      type: "bring_together",
      research: [{ $fromTask: { id: "research-fastq" } }, { $fromTask: { id: "research-p-queue" } }],
    },
  });
});
