import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import { formatPlan } from "./format-plan.ts";

test("formatPlan numbers the steps with agent, seconds, USD and what they wait for", () => {
  expect(formatPlan(planGoal("Compare Hono and Fastify"))).toBe(
    [
      "Compare Hono and Fastify",
      "3 steps · 3.05 s in parallel, 6.05 s one after another · 0.02 USD",
      "Method: research-and-compare",
      "",
      "  1. knowledge     3 s  0.01 USD",
      "     Research Hono",
      "     Done when “What is Hono?” is answered with sources",
      "  2. knowledge     3 s  0.01 USD",
      "     Research Fastify",
      "     Done when “What is Fastify?” is answered with sources",
      "  3. planner    0.05 s  0.00 USD  after 1, 2",
      "     Compare Hono and Fastify from what was found",
      "     Done when Hono and Fastify stand side by side, each statement with its",
      "     source",
      "",
      "Critical path: 1 → 3",
      "",
      "Assumptions",
      "  - Times and costs are typical values for each kind of agent, not measurements.",
    ].join("\n"),
  );
});

test("formatPlan lets no control sequence of a goal reach the terminal", () => {
  const text = formatPlan(planGoal("Build a \u001b[31mred\u001b[0m\u202e web app\u0007 for \u009bfoo"));
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
});

test("formatPlan shows when each step of a schedule runs, on whom, and whether limits are kept", () => {
  const plan = planGoal("Compare Hono and Fastify");
  const agents = [
    { agentType: "knowledge", name: "Ada", description: "Reads", capabilities: [], maxConcurrency: 1 },
  ];
  const text = formatPlan(plan, {
    schedule: schedulePlan(plan, { agents }),
    maxCostUsd: 5,
    maxDurationMs: 5000,
    deadlineAt: 60_000,
    now: 0,
  });
  expect(text.split("\n").slice(1, 11)).toEqual([
    "3 steps · 6.05 s in parallel, 6.05 s one after another · 0.02 USD",
    "Method: research-and-compare",
    "Limit: 5 USD, estimated 0.02 USD: kept",
    "Limit: 5 s, estimated 6.05 s: missed by 1.05 s",
    "Deadline: 1970-01-01 00:01 UTC, would end 1970-01-01 00:00:06 UTC: kept, 53.95 s",
    "to spare",
    "",
    "  1. knowledge     3 s  0.01 USD",
    "     0–3 s on Ada, critical",
    "     Research Hono",
  ]);
  expect(text).toContain("3–6 s on Ada, critical");
});

test("formatPlan wraps long texts at the width given", () => {
  const plan = planGoal("Build a REST API for invoices with authentication");
  const [first] = plan.steps;
  const long = { ...first!, agentType: undefined, capability: "a_capability_with_a_very_long_name_indeed" };
  const shown = formatPlan(
    { ...plan, method: "a method of many words ".repeat(4), steps: [long, ...plan.steps.slice(1)] },
    { width: 60, maxCostUsd: 5, deadlineAt: 60_000, now: 0 },
  );
  expect(shown.split("\n").filter((line) => line.length > 60)).toEqual([]);
  expect(() => formatPlan(plan, { width: 5 })).toThrow(/formatPlan: width 5 must be .* 40 or more/);
});
