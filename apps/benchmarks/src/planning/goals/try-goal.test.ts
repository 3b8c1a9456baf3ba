import { Orchestrator } from "@convoke/core";
import { createPlannerAgent } from "@convoke/agents-planner";
import { expect, test } from "vitest";
import { createTeam } from "./agents.ts";
import { tryGoal } from "./try-goal.ts";

test("`tryGoal` plans a goal, checks the plan and runs it to its end", async () => {
  const outcome = await tryGoal(createTeam(), "Compare Hono and Fastify");
  expect(outcome).toMatchObject({ isValid: true, isExecuted: true, methods: ["research-and-compare"] });
  expect(outcome.steps).toBeGreaterThan(1);
  expect(outcome.cpuMs).toBeGreaterThan(0);
  expect(outcome).not.toHaveProperty("problem");
});

test("`tryGoal` says which step of a plan nobody did, and why there is no plan", async () => {
  const alone = new Orchestrator();
  alone.registerAgent(createPlannerAgent());
  const outcome = await tryGoal(alone, "Compare Hono and Fastify");
  expect(outcome).toMatchObject({ isValid: true, isExecuted: false });
  expect(outcome.problem).toContain("Agent knowledge not registered");
  const none = await tryGoal(new Orchestrator(), "Compare Hono and Fastify");
  expect(none).toMatchObject({ isValid: false, isExecuted: false, methods: [] });
  expect(none.problem).toBe("no plan: Agent planner not registered");
});
