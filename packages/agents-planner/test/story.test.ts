import { Orchestrator, TaskStatus } from "@convoke/core";
import { createScriptedAgent, type ScriptedAgent } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createPlannerAgent, type Plan, planToTasks, validatePlan } from "../src/index.ts";
import { goalCases } from "./goals.ts";
import { planGoal } from "./plan-goal.ts";

const research = {
  type: "research",
  question: "REST API for invoices",
  answer: "FastAPI suits a REST API for invoices.",
  citations: [{ file: "docs/fastapi.md", line: 3, quote: "FastAPI is a modern web framework" }],
  findings: [],
  sources: [{ file: "docs/fastapi.md", title: "FastAPI" }],
};

function createOrchestrator(...types: string[]): {
  orchestrator: Orchestrator;
  agents: Map<string, ScriptedAgent>;
} {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createPlannerAgent());
  const agents = new Map<string, ScriptedAgent>();
  for (const agentType of types) {
    const agent = createScriptedAgent({
      agentType,
      script: [agentType === "knowledge" ? research : `${agentType} is done`],
    });
    orchestrator.registerAgent(agent);
    agents.set(agentType, agent);
  }
  return { orchestrator, agents };
}

test("a team researches, plans with what it found, and runs the plan to its end", async () => {
  const { orchestrator, agents } = createOrchestrator("knowledge", "code", "test", "review", "debug");

  // research, then a plan that uses it: the planner sees the step before
  const [, planning] = await orchestrator.executeSequential([
    { agentType: "knowledge", description: "Research FastAPI best practices" },
    {
      agentType: "planner",
      description: "Plan the API",
      input: { task: "Build a REST API for invoices with search" },
    },
  ]);
  const plan = planning?.result as Plan;
  expect(validatePlan(plan)).toEqual([]);
  expect(plan.steps.map((step) => step.description)).toContain(
    "Implement the endpoints of the REST API for invoices with FastAPI",
  );
  expect(plan.assumptions).toContain(
    "FastAPI as the backend framework, because docs/fastapi.md:3 says “FastAPI is a modern web framework”.",
  );
  expect(plan.assumptions).toContain(
    "Builds on research: docs/fastapi.md:3 “FastAPI is a modern web framework”",
  );

  // every step does its work, results flow from step to step
  const tasks = await orchestrator.executeGraph(planToTasks(plan));
  expect(tasks.map((task) => task.status)).toEqual(plan.steps.map(() => TaskStatus.COMPLETED));
  const build = agents
    .get("code")
    ?.calls.find(({ task }) => task.description.startsWith("Implement the data model"));
  expect(build?.task.input).toMatchObject({
    plan: { goal: expect.stringContaining("Design the endpoints") },
  });
});

test("where nobody writes code, the plan fails where it must and says why", async () => {
  const { orchestrator } = createOrchestrator("knowledge");
  const plan = planGoal("Research Python async patterns and build a crawler with them");
  const tasks = await orchestrator.executeGraph(planToTasks(plan));
  const failed = tasks.filter((task) => task.status !== TaskStatus.COMPLETED);
  expect(tasks.length - failed.length).toBeGreaterThanOrEqual(3);
  expect(failed[0]?.error).toBe("Agent code not registered");
});

test("the plans of all goals in the table run on agents that do as they are told", async () => {
  const { orchestrator } = createOrchestrator("knowledge", "code", "test", "review", "debug", "browser");
  const unfinished: string[] = [];
  for (const { goal } of goalCases) {
    const tasks = await orchestrator.executeGraph(planToTasks(planGoal(goal)));
    for (const task of tasks) {
      if (task.status !== TaskStatus.COMPLETED)
        unfinished.push(`${goal}: ${task.description}: ${task.error}`);
    }
  }
  expect(unfinished).toEqual([]);
});

test("bad input fails the task with a code and a message that says what to do", async () => {
  const { orchestrator } = createOrchestrator();
  for (const input of [{ task: "" }, { task: 7 }, { type: "paint" }, { task: "x ".repeat(50_000) }]) {
    const task = await orchestrator.delegateTask({ agentType: "planner", description: "Plan", input });
    expect(task.failure?.code).toBe("invalid_input");
    expect(task.error).toMatch(
      /give it in words|give the goal in words|say in words|use "create_plan"|say in a few sentences/,
    );
  }
});
