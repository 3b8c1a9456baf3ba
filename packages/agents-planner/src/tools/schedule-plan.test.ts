import { ErrorCode, systemRuntime } from "@convoke/core";
import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { preparePlanning } from "./planning.ts";
import { scheduleTool } from "./schedule-plan.ts";
import { checkPlan } from "./validate-plan.ts";

const agent = { description: "Works", capabilities: [], maxConcurrency: 1 };
const planning = await preparePlanning(
  { methods: [], estimates: {} },
  {
    findAgents: async () => [
      { ...agent, agentType: "knowledge", name: "Ada" },
      { ...agent, agentType: "planner", name: "Pia", capabilities: [capability("bring_together")] },
    ],
    runtime: systemRuntime,
  },
);

function capability(name: string): {
  name: string;
  description: string;
  inputTypes: string[];
  outputTypes: string[];
  estimatedTime: number;
} {
  return { name, description: "Works", inputTypes: [], outputTypes: [], estimatedTime: 1 };
}

test("scheduleTool schedules on the registered agents, with a chart and a diagram", () => {
  const result = scheduleTool({ plan: planGoal("Compare Hono and Fastify") }, planning);
  expect(result).toMatchObject({ makespanSeconds: 6.05, isOptimal: true });
  expect(result.gantt).toContain("* Research Hono");
  expect(result.gantt).toContain("Ada  2 steps, 6 s of work, 99 % busy");
  expect(result.mermaid).toMatch(/^flowchart TD\n {2}s1\["Research Hono<br\/>/);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test("scheduleTool refuses a missing plan, and one that cannot run with its problems", () => {
  const plan = planGoal("Compare Hono and Fastify");
  const [first, ...rest] = plan.steps;
  const knotted = { ...plan, steps: [{ ...first, dependsOn: [plan.steps[2]?.id] }, ...rest] };
  expect(() => scheduleTool({}, planning)).toThrow(
    expect.objectContaining({
      code: ErrorCode.INVALID_INPUT,
      message: expect.stringContaining("literal(plan)"),
    }),
  );
  expect(() => scheduleTool({ plan: knotted }, planning)).toThrow(
    expect.objectContaining({
      code: ErrorCode.INVALID_INPUT,
      message: expect.stringContaining("wait for one another"),
    }),
  );
});

test("checkPlan holds a plan against registered agents and the limits of the input's constraints", () => {
  const plan = planGoal("Build a REST API for invoices");
  const check = (constraints?: Parameters<typeof checkPlan>[0]): string[] =>
    checkPlan({ plan, ...constraints }, planning).problems.map(({ severity, code }) => `${severity} ${code}`);
  expect(checkPlan({ plan }, planning).valid).toBe(true);
  expect(new Set(check())).toEqual(new Set(["warning unregistered-agent-type"]));
  expect(check({ constraints: { maxCostUsd: 0.1 } })[0]).toBe("error budget-exceeded");
  expect(check({ constraints: "under 0.1 USD" })[0]).toBe("error budget-exceeded");
  expect(check({ constraints: { maxDurationMs: 1000 } })[0]).toBe("error deadline-unreachable");
  expect(checkPlan({ plan, constraints: { maxCostUsd: 0.1 } }, planning).valid).toBe(false);
});
