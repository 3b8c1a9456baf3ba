import { type AgentCapability, Orchestrator } from "@convoke/core";
import { createScriptedAgent, type ScriptedAgent, type ScriptFunction } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createEstimateHistory } from "../src/estimates/create-estimate-history.ts";
import { executePlan } from "../src/execute/execute-plan.ts";
import { createPlannerAgent, defineMethod, type Plan } from "../src/index.ts";

/** An agent for whom every task goes well, except those that speak of what it cannot do. */
function createWorker(
  agentType: string,
  name: string,
  priority: number,
  cannot: readonly string[] = [],
): ScriptedAgent {
  const work: ScriptFunction = ({ description }) => {
    const obstacle = cannot.find((word) => description.includes(word));
    if (obstacle !== undefined) throw new Error(`I know nothing about ${obstacle}`);
    return `${name}: ${description}`;
  };
  const capability: AgentCapability = {
    name: `${agentType}_work`,
    description: `What ${agentType} agents do`,
    inputTypes: ["task"],
    outputTypes: ["result"],
    estimatedTime: 10,
    costEstimate: 0.1,
  };
  return createScriptedAgent({ agentType, name, priority, script: [work], capabilities: [capability] });
}

test("a plan survives the failure of its steps: elsewhere, by another method, or without them", async () => {
  // A team of two coders. The preferred one cannot do much, the other one a little more.
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createPlannerAgent());
  const first = createWorker("code", "First Coder", 9, ["data model", "endpoints", "reference"]);
  const second = createWorker("code", "Second Coder", 5, ["endpoints", "reference"]);
  const generator = createWorker("generator", "Generator", 5);
  const others = ["knowledge", "test", "review", "debug"].map((type) =>
    createWorker(type, `The ${type} agent`, 5),
  );
  for (const agent of [first, second, generator, ...others]) orchestrator.registerAgent(agent);

  // The planner makes a plan for a real goal; a plan is data, so the reference may be declared a nicety.
  const { result } = await orchestrator.delegateTask({
    agentType: "planner",
    description: "Build a REST API for invoices",
  });
  const made = result as Plan;
  const plan: Plan = {
    ...made,
    steps: made.steps.map((step) => (step.id === "write-reference" ? { ...step, optional: true } : step)),
  };

  // We know another way to endpoints than to have them written.
  const generateEndpoints = defineMethod({
    name: "generate-endpoints",
    description: "Describe endpoints in a schema and generate them",
    goal: (goal) => (goal.text.includes("endpoints") ? 1 : 0),
    subtasks: () => ({
      steps: [
        {
          id: "describe",
          agentType: "generator",
          description: "Describe the routes in a schema",
          produces: ["schema"],
          successCriterion: "The schema names every route.",
        },
        {
          id: "generate",
          agentType: "generator",
          description: "Generate the routes from the schema",
          consumes: ["schema"],
          successCriterion: "The routes answer.",
        },
      ],
    }),
  });

  // What is optional shall rather be left out than be made in another way: the order of strategies is ours.
  const history = createEstimateHistory();
  const execution = await executePlan(orchestrator, plan, {
    id: "invoices",
    maxCostUsd: 3,
    maxReplans: 5,
    strategies: ["retry-elsewhere", "drop-optional", "alternative-method"],
    methods: [generateEndpoints],
    history,
  });

  // Everything that the plan needs is there, and every detour is explained.
  expect(execution.status).toBe("completed");
  expect(execution.decisions.map(({ explanation }) => explanation)).toEqual([
    "Step “build-data-layer” (Implement the data model and the storage of the REST API for invoices) failed on “First Coder”: I know nothing about data model. It is tried again on “Second Coder” (code), which is of the same type.",
    "Step “build-endpoints” (Implement the endpoints of the REST API for invoices) failed on “First Coder”: I know nothing about endpoints. It is tried again on “Second Coder” (code), which is of the same type.",
    "Step “build-endpoints” (Implement the endpoints of the REST API for invoices) failed on “Second Coder”: I know nothing about endpoints. By the method “generate-endpoints”, describe and generate take its place. Not on another agent: nobody else is registered for type “code”. Not without it: the plan needs it.",
    "Step “write-reference” (Write the reference of the REST API for invoices with an example call for each endpoint) failed on “First Coder”: I know nothing about reference. It is tried again on “Second Coder” (code), which is of the same type.",
    "Step “write-reference” (Write the reference of the REST API for invoices with an example call for each endpoint) failed on “Second Coder”: I know nothing about reference. The plan reaches its goal without it, so it goes on without its result. Not on another agent: nobody else is registered for type “code”.",
  ]);

  // Results flow past all detours: what waited for the endpoints gets what was generated in their place.
  const [, tester] = others;
  expect(tester?.calls.map(({ task }) => task.input)).toEqual([
    {
      task: "Test the REST API for invoices, above all bad requests",
      results: {
        "data-layer": "Second Coder: Implement the data model and the storage of the REST API for invoices",
        endpoints: "Generator: Generate the routes from the schema",
      },
    },
  ]);
  // … and the generated endpoints build on what the failed step would have got.
  expect(generator.calls[0]?.task.input).toMatchObject({
    plan: { goal: expect.stringContaining("Design the endpoints") },
    results: { "data-layer": expect.stringContaining("Second Coder") },
  });

  // Nothing that had finished ran twice, and the money of all rounds was counted.
  const finished = execution.steps.filter(({ status }) => status === "completed");
  expect(finished.map(({ id }) => id)).toEqual([
    "research-rest-api-for-invoices",
    "plan",
    "build-data-layer",
    "test",
    "review",
    "resolve-findings",
    "describe",
    "generate",
  ]);
  for (const agent of others) {
    const descriptions = agent.calls.map(({ task }) => task.description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  }
  expect(execution.costUsd).toBeCloseTo(1.2, 9);

  // The next plan knows that coders were quicker than they say.
  expect(execution.corrections.find(({ agentType }) => agentType === "code")).toMatchObject({ samples: 1 });
});
