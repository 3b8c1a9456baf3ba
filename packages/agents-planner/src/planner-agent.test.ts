import {
  type AgentContext,
  type AgentDescriptor,
  ErrorCode,
  OrchestrationError,
  systemRuntime,
  type Task,
} from "@convoke/core";
import { scriptedModel } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { planGoal } from "../test/plan-goal.ts";
import { validatePlan } from "./plan/validate-plan.ts";
import { createPlannerAgent } from "./planner-agent.ts";
import { type PlannerInput, plannerInputSchema } from "./planner-input.ts";

const context = {
  previous: [] as readonly Task[],
  runtime: systemRuntime,
  findAgents: async () => [] as readonly AgentDescriptor[],
} as Partial<AgentContext> as AgentContext;
const research = {
  answer: "FastAPI with Pydantic suits small APIs for invoices. Flask is deprecated here.",
  findings: [{ text: "FastAPI writes a REST reference by itself." }],
  citations: [{ file: "docs/fastapi.md", line: 3, quote: "FastAPI is fast" }],
  sources: ["docs/fastapi.md"],
};

async function findCode(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return OrchestrationError.is(error) ? error.code : String(error);
  }
}

describe("createPlannerAgent", () => {
  test("announces tokens for plans by a model, no cost of its own without one", () => {
    const model = scriptedModel(["{}"]);
    const priced = createPlannerAgent({ model }).capabilities.filter(
      ({ costEstimate }) => costEstimate === undefined,
    );
    expect(priced.map(({ name, tokenEstimate }) => [name, tokenEstimate])).toEqual([
      ["create_plan", 8000],
      ["refine_plan", 8000],
    ]);
    const free = createPlannerAgent().capabilities;
    expect(free.map(({ costEstimate, tokenEstimate }) => [costEstimate, tokenEstimate])).toEqual(
      free.map(() => [0, 0]),
    );
  });

  test("plans from the description when the input is missing or empty", async () => {
    const { executor } = createPlannerAgent();
    const goal = "Build a REST API for invoices";
    for (const input of [undefined, {}]) {
      const task = { taskId: "t", agentType: "planner", description: goal, input };
      expect(await executor(task, context)).toMatchObject({ goal, method: "build-api" });
    }
  });

  test("makes steps with what the research found, says why, and researches no second time", async () => {
    const plan = planGoal("Build a REST API for invoices", { research });
    expect(plan.steps.map((step) => step.agentType)).not.toContain("knowledge");
    const endpoints = plan.steps.find(({ id }) => id === "build-endpoints");
    expect(endpoints?.description).toBe(
      "Implement the endpoints of the REST API for invoices with FastAPI and Pydantic",
    );
    expect(endpoints?.input).toMatchObject({
      technologies: ["FastAPI", "Pydantic"],
      citations: ["docs/fastapi.md:3 “FastAPI is fast”"],
    });
    expect(plan.assumptions).toContain(
      "FastAPI as the backend framework, because docs/fastapi.md:3 says “FastAPI is fast”.",
    );
    expect(plan.steps.map((step) => step.description).join()).not.toContain("Flask");
    expect(plan.steps[0]?.input).toMatchObject({
      research: { technologies: expect.arrayContaining(["FastAPI"]) },
    });
    expect(plan.assumptions).toContain("Builds on research: docs/fastapi.md:3 “FastAPI is fast”");
    expect(plan.risks).toContain("The research warns about Flask.");
  });

  test("researches only what given research leaves open", async () => {
    const plan = planGoal("Compare FastAPI and Sinatra", { research });
    expect(plan.steps.map((step) => step.description)).toEqual([
      "Research Sinatra",
      "Compare FastAPI and Sinatra from what was found",
    ]);
  });

  test("uses the research of an earlier step and says so; null uses none", async () => {
    const previous = [
      {
        agentType: "knowledge",
        status: "completed",
        taskId: "r/0",
        description: "Research FastAPI",
        result: research,
      },
      { agentType: "knowledge", status: "failed", taskId: "r/1", description: "Research Flask" },
    ] as unknown as Task[];
    const plan = planGoal("Build a REST API for invoices", {}, previous);
    expect(plan.assumptions).toContain(
      "The result of the earlier step “Research FastAPI” was used as research.",
    );
    expect(planGoal("Build a REST API for invoices", { research: null }, previous).given).toEqual([]);
  });

  test("applies constraints beside the goal, structured or in words", async () => {
    const structured = planGoal("Build a web shop", {
      constraints: { technologies: ["vue"], without: ["jquery"], maxCostUsd: 0.1 },
    });
    expect(structured.steps[0]?.description).toContain("with Vue, without jQuery");
    expect(structured.risks[0]).toContain("exceeds the limit of 0.1 USD");
    const words = planGoal("Build a web shop", {
      constraints: ["use Vue", "without jQuery", "under 0.10 USD"],
    });
    expect(words.steps[0]?.description).toContain("with Vue, without jQuery");
    expect(words.risks[0]).toContain("exceeds the limit of 0.1 USD");
  });

  test("keeps the limits of the goal in the plan, and leaves out what is optional to keep them", async () => {
    const affordable = planGoal("Build a REST API for invoices under 5 USD by Friday");
    expect(affordable.limits).toMatchObject({ maxCostUsd: 5, deadline: "Friday" });
    expect(affordable.steps.some((step) => step.optional === true)).toBe(true);
    const tight = planGoal("Build a REST API for invoices under 0.65 USD");
    expect(tight.estimate.costUsd).toBeLessThanOrEqual(0.65);
    expect(tight.assumptions[0]).toMatch(/^Left out to keep the limit: /);
    const impossible = planGoal("Build a REST API for invoices under 0.01 USD");
    expect(impossible.risks[0]).toContain("exceeds the limit of 0.01 USD");
    expect(validatePlan(impossible).map(({ code }) => code)).toEqual(["budget-exceeded"]);
  });

  test("says which fields of the input it did not use", async () => {
    expect(planGoal("Build a web shop", { reserch: "x" } as object).assumptions.join()).toContain(
      "“reserch”",
    );
  });

  test("puts known estimates in the place of typical ones", async () => {
    const { executor } = createPlannerAgent({ estimates: { knowledge: { seconds: 7, costUsd: 0.5 } } });
    const task = { taskId: "t", agentType: "planner", description: "Compare Hono and Koa", input: undefined };
    expect(await executor(task, context)).toMatchObject({
      estimate: { seconds: 14.05, makespanSeconds: 7.05, costUsd: 1 },
    });
  });

  test("validates a plan, by type, by capability, or because only a plan is there", async () => {
    const { executor } = createPlannerAgent();
    const plan = planGoal("Compare Hono and Koa");
    const broken = { ...plan, steps: plan.steps.slice(1) };
    const base = { taskId: "t", agentType: "planner", description: "Look at the plan" };
    expect(await executor({ ...base, input: { type: "validate_plan", plan } }, context)).toEqual({
      valid: true,
      problems: [],
    });
    expect(
      await executor({ ...base, capability: "validate_plan", input: { plan, task: "x" } }, context),
    ).toMatchObject({ valid: true });
    expect(await executor({ ...base, input: { plan: broken } }, context)).toMatchObject({ valid: false });
  });

  test.each([
    ["an empty goal", "", undefined],
    ["a blank goal", "Do something", { task: " \n\u200b" }],
    ["a goal of 100 kB", "x ".repeat(50_000), {}],
    ["a contradiction", "Build a shop with React", { constraints: { without: ["react"] } }],
    ["validate_plan without a plan", "Look", { type: "validate_plan" }],
  ] as const)("refuses %s with invalid_input", async (_what, description, input) => {
    const { executor } = createPlannerAgent();
    const task = { taskId: "t", agentType: "planner", description, input: input as PlannerInput | undefined };
    expect(await findCode(() => executor(task, context))).toBe(ErrorCode.INVALID_INPUT);
  });

  test.each([
    [{ task: 7 }, "give the goal in words"],
    [{ task: null }, "give the goal in words"],
    [{ type: "paint" }, 'unknown type "paint": use "create_plan", "refine_plan", "validate_plan"'],
    [{ constraints: 5 }, "constraints must be"],
    ["Build a shop", "must be an object such as"],
  ])("has a schema that says what to do about %j", (input, words) => {
    const parsed = plannerInputSchema.safeParse(input);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(words);
  });

  test("refuses estimates that are no estimates", async () => {
    expect(
      await findCode(() => createPlannerAgent({ estimates: { code: { seconds: -1, costUsd: 0 } } })),
    ).toBe(ErrorCode.INVALID_ARGUMENT);
  });
});
