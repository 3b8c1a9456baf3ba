import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import type { PlannerConstraints } from "../planner-input.ts";
import { applyConstraints } from "./apply-constraints.ts";
import type { Goal } from "./goal.ts";
import { createGoalReader } from "./goal-reader.ts";

const now = new Date(2026, 10, 26, 17).getTime();
const reader = await createGoalReader({ now });

function apply(goal: string, constraints?: string | PlannerConstraints): Goal {
  return applyConstraints(reader.read(goal), constraints, reader);
}

function catchError(act: () => unknown): OrchestrationError {
  try {
    act();
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("applyConstraints", () => {
  test.each<[string, string | PlannerConstraints | undefined, string[]]>([
    ["Build a page with React without React", undefined, ["with React", "without React"]],
    ["Build a page with React. Don't use React.", undefined, ["with React", "without React"]],
    ["Build a page with search", { without: ["search"] }, ["with search", "without search"]],
    ["Build a page without Redux", "with Redux", ["with Redux", "without Redux"]],
    ["Write a parser in Go, only Python", undefined, ["only Python", "Go"]],
  ])("refuses %s with %o and names both sides", (goal, constraints, sides) => {
    const error = catchError(() => apply(goal, constraints));
    expect(error.code).toBe(ErrorCode.INVALID_INPUT);
    expect(error.details).toMatchObject({ sides });
    for (const side of sides) expect(error.message).toContain(side.replace(/^with |^without |^only /, ""));
  });

  test.each([
    "Compare React and Vue. Don't use React.",
    "Move the shop from jQuery to React, no jQuery",
    "Rewrite the jQuery page with React, without jQuery",
    "Write only Python on the server and TypeScript in the browser",
    "Convert our scripts from Perl to Python, only Python from now on",
    "Only Python, no frameworks: write a web server",
    "Build a page with HTML and CSS only",
  ])("finds no contradiction in %s", (goal) => {
    expect(() => apply(goal)).not.toThrow();
  });

  test("lets the tighter of two limits hold, whoever set it, and says so", () => {
    const cheap = apply("Build a shop under 5 USD by Friday", { maxCostUsd: 50, deadline: "2026-12-24" });
    expect(cheap.limits).toMatchObject({ maxCostUsd: 5, deadline: "Friday" });
    expect(cheap.notes.join()).toContain("5 USD holds");
    expect(cheap.notes.join()).toContain("Friday holds");
    expect(apply("Build a shop under 50 USD", { maxCostUsd: 5 }).limits).toEqual({ maxCostUsd: 5 });
  });

  test("reads the constraint deadline as the goal's own words are read", () => {
    const { limits, notes } = apply("Build a shop", { deadline: "by tomorrow noon" });
    expect(limits).toEqual({ deadline: "tomorrow noon", deadlineAt: new Date(2026, 10, 27, 12).getTime() });
    expect(notes.join()).toContain("2026-11-27 12:00");
  });

  test("refuses a constraint deadline that names no date and says what would be understood", () => {
    const error = catchError(() => apply("Build a shop", { deadline: "soon" }));
    expect(error.code).toBe(ErrorCode.INVALID_INPUT);
    expect(error.message).toContain("2026-12-24");
    expect(error.details).toEqual({ deadline: "soon" });
  });
});
