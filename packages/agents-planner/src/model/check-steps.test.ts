import { expect, test } from "vitest";
import { createGoalReader } from "../goal/goal-reader.ts";
import { checkLimits, checkSteps } from "./check-steps.ts";
import { readModelPlan } from "./model-plan.ts";
import type { Plan } from "../plan/plan.ts";

const goals = await createGoalReader({ now: 0 });

function check(goal: string, description: string): string[] {
  const written = { steps: [{ id: "a", agentType: "code", description, successCriterion: "." }] };
  return checkSteps(readModelPlan(written).plan!.steps, goals.read(goal));
}

test.each([
  ["Build a web shop without React", "Build the shop with React components", true],
  ["Build a web shop without React", "Build the shop in react.", true],
  ["Build a web shop without React", "Build the shop without any React", false],
  ["Build a web shop without React", "Avoid React in the shop", false],
  ["Build a web shop without React", "Replace React in the shop", false],
  ["Build a web shop without React", "Let the shop be reactive", false],
  ["Build a web shop without React", "Build the shop without Redux, and all pages of it with React", true],
])("`checkSteps` of “%s” takes “%s” for a use: %s", (goal, description, isUse) => {
  expect(check(goal, description).some((problem) => problem.includes("“React”"))).toBe(isUse);
});

test.each([
  ["Build REST APIs for invoices", "Implement the backend", true],
  ["Build REST APIs for invoices", "Build what the user needs", true],
  ["Build REST APIs for invoices", "Describe the API", false],
  ["Build REST APIs for invoices", "Model an invoice", false],
  ["Build REST APIs for invoices", "Set up invoicing", false],
  ["Baue eine Buchungsseite für Friseure", "Build a site for hairdressers", false],
])("`checkSteps` of “%s” takes “%s” for generic: %s", (goal, description, isGeneric) => {
  expect(check(goal, description).some((problem) => problem.includes("names nothing of the goal"))).toBe(
    isGeneric,
  );
});

test("`checkLimits` measures a plan by money, time and deadline", () => {
  const estimate = { seconds: 90, makespanSeconds: 60, costUsd: 2, criticalPath: [] };
  const checkWith = (limits: object) =>
    checkLimits({ estimate } as Partial<Plan> as Plan, { ...goals.read("Build it"), limits }, 1_000_000);
  expect(checkWith({})).toEqual([]);
  expect(checkWith({ maxCostUsd: 2, maxDurationMs: 60_000, deadlineAt: 1_060_000 })).toEqual([]);
  expect(checkWith({ maxCostUsd: 1.5 })[0]).toContain("2 USD, 0.5 USD over the limit of 1.5 USD");
  expect(checkWith({ maxDurationMs: 50_000 })[0]).toContain("takes 60 s, and there are 50 s");
  expect(checkWith({ deadlineAt: 1_030_000, maxDurationMs: 90_000 })[0]).toContain("there are 30 s");
  expect(checkWith({ deadlineAt: 5 })[0]).toContain("there are 0 s");
});
