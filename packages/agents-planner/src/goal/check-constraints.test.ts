import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import type { PlannerConstraints, PlannerInput } from "../planner-input.ts";
import { refinePlan } from "../tools/refine-plan.ts";

const plan = planGoal("Build a REST API for invoices");

function catchError(act: () => unknown): OrchestrationError {
  try {
    act();
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

function refuseTwice(constraints: unknown): OrchestrationError[] {
  const given = constraints as PlannerInput["constraints"];
  return [
    catchError(() => planGoal("Build a REST API for invoices", { constraints: given })),
    catchError(() => refinePlan("", { plan, constraints: given }, planning)),
  ];
}

const names = Array.from({ length: 10_000 }, (_, index) => `Name${index}`);

describe("checkConstraints, for create_plan and refine_plan", () => {
  test.each<[string, unknown, string, string]>([
    ["a long text", "x".repeat(40_000), "40000 characters", "constraints"],
    ["long notes", { notes: "y ".repeat(20_000) }, "40000 characters", "constraints.notes"],
    ["many texts", names.map(() => "without React"), "10000 entries", "constraints"],
    ["many names", { without: names }, "constraints.without has 10000 entries", "constraints.without"],
    [
      "much in all of them together",
      { technologies: ["a".repeat(4_000)], notes: "b".repeat(7_000) },
      "11000 characters together (constraints.notes 7000",
      "constraints.notes",
    ],
  ])("refuses %s, saying which and what to do", (_what, constraints, words, constraint) => {
    for (const error of refuseTwice(constraints)) {
      expect(error.code).toBe(ErrorCode.INVALID_INPUT);
      expect(error.message).toContain(words);
      expect(error.message).toMatch(/the planner takes (?:100|10000): (?:keep|say) /);
      expect(error.details).toEqual({ constraint });
    }
  });

  test.each([
    ["maxCostUSD", "maxCostUsd"],
    ["bugdet", "maxCostUsd"],
    ["budget", "maxCostUsd"],
    ["without_", "without"],
    ["technologie", "technologies"],
    ["dueDate", "deadline"],
  ])("refuses the unknown name %s and suggests %s", (name, meant) => {
    for (const error of refuseTwice({ maxCostUsd: 5, [name]: 1 })) {
      expect(error.code).toBe(ErrorCode.INVALID_INPUT);
      expect(error.message).toContain(
        `“${name}” is unknown and would not be heeded. Did you mean “${meant}”?`,
      );
    }
  });

  test("refuses an unknown name that is like none, with the known ones", () => {
    for (const error of refuseTwice({ colour: "blue" }))
      expect(error.message).toContain(
        "“colour” is unknown and would not be heeded. Known are technologies, ",
      );
  });

  test("takes a hundred entries, and names without a value", () => {
    const constraints = {
      without: names.slice(0, 100),
      budget: undefined,
    } as PlannerConstraints;
    expect(planGoal("Build a REST API for invoices", { constraints }).steps).not.toEqual([]);
  });
});
