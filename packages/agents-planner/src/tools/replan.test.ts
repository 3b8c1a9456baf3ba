import { type Agent, fromTask, literal, Orchestrator, type Task } from "@convoke/core";
import { createScriptedAgent, recordEvents } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import { executePlan } from "../execute/execute-plan.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";
import type { Replanning } from "../replan/replanning.ts";
import { preparePlanning } from "./planning.ts";
import type { PlannerInput } from "../planner-input.ts";
import { replanPlan } from "./replan.ts";

/** An agent that is nothing but the tool. */
const replanner: Agent<PlannerInput, PlannerInput, Replanning> = {
  agentType: "replanner",
  name: "Replanner",
  description: "Replans",
  capabilities: [],
  executor: async ({ input }, context) =>
    replanPlan(input, await preparePlanning({ methods: shippedMethods, estimates: {} }, context), context),
};

const plan = makePlan([
  { id: "a" },
  { id: "b", dependsOn: ["a"], input: { a: fromTask("a") } },
  { id: "free" },
]);

function createTeam(): Orchestrator {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(replanner);
  orchestrator.registerAgent(
    createScriptedAgent({
      agentType: "code",
      name: "Coder",
      priority: 9,
      script: [
        ({ description }) => {
          if (description === "Do a") throw new Error("it broke");
          return "done";
        },
      ],
    }),
  );
  return orchestrator;
}

async function replanBy(orchestrator: Orchestrator, input: unknown): Promise<Task<unknown, Replanning>> {
  const spec = { agentType: "replanner", description: "Replan", input: literal(input) };
  return (await orchestrator.delegateTask(spec)) as Task<unknown, Replanning>;
}

test("replanPlan takes a graph run's records, a list of outcomes, or an execution, and answers alike", async () => {
  const orchestrator = createTeam();
  const records = await orchestrator.executeGraph(planToTasks(plan));
  const execution = await executePlan(orchestrator, plan, { strategies: ["retry-elsewhere"] });
  expect(execution.status).toBe("partial");
  orchestrator.registerAgent(createScriptedAgent({ agentType: "code", name: "Second", script: ["done"] }));
  const outcomes = [
    {
      id: "a",
      status: "failed",
      error: "it broke",
      code: "agent_failed",
      agentType: "code",
      agentName: "Coder",
    },
    { id: "b", status: "pending" },
    { id: "free", status: "completed", result: "done" },
  ];
  const answers: (Replanning | undefined)[] = [];
  for (const input of [{ plan, outcomes: records }, { plan, outcomes }, { outcomes: execution }]) {
    const { status, error, result } = await replanBy(orchestrator, JSON.parse(JSON.stringify(input)));
    expect([status, error]).toEqual(["completed", undefined]);
    answers.push(result);
  }
  expect(answers[0]).toMatchObject({
    finished: ["free"],
    decisions: [{ stepId: "a", strategy: "retry-elsewhere" }],
    plan: {
      steps: [
        { id: "a", agentName: "Second" },
        { id: "b", input: { a: fromTask("a") } },
      ],
    },
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("replanPlan waits for a person under `decision-<stepId>`, and tells what it asks", async () => {
  const orchestrator = createTeam();
  const recorder = recordEvents(orchestrator);
  const outcomes = await orchestrator.executeGraph(planToTasks(plan));
  const replanned = replanBy(orchestrator, { plan, outcomes, strategies: ["ask"] });
  const { taskId, key } = await recorder.waitFor((event) => event.type === "task-waiting");
  expect(key).toBe("decision-a");
  const progress = recorder.events.find((event) => event.type === "task-progress");
  expect(progress).toMatchObject({ progress: { data: { stepId: "a", error: "it broke" } } });
  await orchestrator.answer(taskId, key, { result: { by: "hand" } });
  expect((await replanned).result).toMatchObject({
    decisions: [{ strategy: "ask" }],
    plan: { steps: [{ id: "b", input: { a: literal({ by: "hand" }) } }] },
  });
});

test("replanPlan gives a step up on which the answer is none", async () => {
  const orchestrator = createTeam();
  orchestrator.subscribe(async (event) => {
    if (event.type === "task-waiting") await orchestrator.answer(event.taskId, event.key, {});
  });
  const { result } = await replanBy(orchestrator, {
    plan,
    outcomes: [{ id: "a", status: "failed" }],
    strategies: ["ask"],
  });
  expect(result?.decisions).toMatchObject([
    { strategy: "give-up", explanation: expect.stringContaining("there was no answer") },
  ]);
  expect(result?.plan?.steps.map(({ id }) => id)).toEqual(["free"]);
});

test.each([
  [{ plan }, "needs outcomes"],
  [{ plan, outcomes: 5 }, "wrap it in literal(…)"],
  [{ plan, outcomes: [{ id: "a", status: "odd" }] }, "outcomes[0].status"],
  [{ plan, outcomes: [{ taskId: "loose", status: "failed" }] }, "outcomes[0].taskId"],
  [{ outcomes: [] }, "needs a plan"],
  [{ plan: { ...plan, steps: [] }, outcomes: [] }, "the plan cannot run"],
  [{ plan, outcomes: [], strategies: ["pray"] }, "strategies must be a list of"],
])("replanPlan refuses %j", async (input, message) => {
  const { failure } = await replanBy(createTeam(), input);
  expect(failure).toMatchObject({ code: "invalid_input", message: expect.stringContaining(message) });
});

test.each([
  [{ maxCostUsd: 0.005 }, "and only 0.005 USD are left"],
  ["under 0.005 USD", "and only 0.005 USD are left"],
  [{ maxDurationMs: 500 }, "and only 0.5 s are left"],
])("replanPlan takes no replacement beyond the constraints %j", async (constraints, reason) => {
  const orchestrator = createTeam();
  orchestrator.registerAgent(createScriptedAgent({ agentType: "code", name: "Other", script: ["done"] }));
  const { agentType, agentName } = { agentType: "code", agentName: "Coder" };
  const outcomes = [{ id: "a", status: "failed", code: "agent_failed", agentType, agentName }];
  const free = await replanBy(orchestrator, { plan, outcomes });
  expect(free.result?.decisions[0]?.strategy).toBe("retry-elsewhere");
  const { result } = await replanBy(orchestrator, { plan, outcomes, constraints });
  expect(result?.decisions[0]?.strategy).toBe("give-up");
  expect(result?.decisions[0]?.explanation).toContain(reason);
});
