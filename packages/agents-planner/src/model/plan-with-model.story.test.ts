import { type Agent, AgentType, type LanguageModel, Orchestrator } from "@convoke/core";
import { createScriptedAgent, scriptedModel, hold } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { reply, step } from "../../test/plan-by-model.ts";
import { createEstimator } from "../estimates/estimator.ts";
import { createGoalReader } from "../goal/goal-reader.ts";
import { createPlannerAgent } from "../planner-agent.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";
import { completeModelOptions } from "./model-options.ts";
import { type ModelPlanning, planWithModel } from "./plan-with-model.ts";

const usage = { inputTokens: 900, outputTokens: 300, costUsd: 0.02 };
const good = {
  ...reply(
    step("sign-in", [], { agentType: "knowledge", description: "Find out how invoices APIs sign users in" }),
    step("endpoints", ["sign-in"]),
    step("compare", ["sign-in"], {
      agentType: "planner",
      capability: "bring_together",
      description: "Set side by side what was found for the invoices API",
    }),
    step("tests", ["endpoints", "compare"], { agentType: "test" }),
  ),
  usage,
};

/** An agent that plans with a model, with the budget and the signal that an orchestrator gives it. */
function createModelPlanner(model: LanguageModel): Agent<undefined, undefined, ModelPlanning> {
  return {
    agentType: AgentType.PLANNER,
    name: "Model planner",
    description: "Plans with a model",
    capabilities: [
      { name: "create_plan", description: "", inputTypes: [], outputTypes: [], estimatedTime: 1 },
      { name: "bring_together", description: "", inputTypes: [], outputTypes: [], estimatedTime: 1 },
    ],
    async executor({ description }, context) {
      const now = context.runtime.now();
      const [agents, goals] = await Promise.all([context.findAgents(), createGoalReader({ now })]);
      const request = { goal: goals.read(description), agents, estimator: createEstimator({ agents }), now };
      return planWithModel(request, { model, modelOptions: completeModelOptions() }, context);
    },
  };
}

const found = {
  type: "research",
  question: "How do invoices APIs sign users in?",
  answer: "With tokens.",
  confidence: 0.8,
  citations: [{ file: "tokens.md", line: 1, quote: "With tokens." }],
  findings: [],
  sources: [],
};

function createTeam(): Orchestrator {
  const orchestrator = new Orchestrator();
  for (const agentType of ["knowledge", "code", "test"])
    orchestrator.registerAgent(
      createScriptedAgent({ agentType, script: [agentType === "knowledge" ? found : "done"] }),
    );
  return orchestrator;
}

const spec = { agentType: AgentType.PLANNER, description: "Build a REST API for invoices" };

test("a plan of a model runs as it stands, and its tokens and its money are the task's", async () => {
  const bad = { ...reply(step("a", ["a"])), usage };
  const team = createTeam();
  team.registerAgent(createModelPlanner(scriptedModel([bad, good])));
  const task = await team.delegateTask(spec);
  const { plan, notes } = task.result as ModelPlanning;
  expect(notes).toEqual(["Planned by the language model; 1 repair."]);
  expect(task).toMatchObject({ spend: { tokens: 2_400, costUsd: 0.04 } });
  const other = createTeam();
  other.registerAgent(createPlannerAgent());
  const tasks = await other.executeGraph(planToTasks(plan!));
  expect(tasks.map(({ status, error }) => error ?? status)).toEqual(plan!.steps.map(() => "completed"));
  expect(tasks[2]?.result).toMatchObject({ answer: "With tokens.", citations: found.citations });
});

test("a task whose budget has no room for a model asks none", async () => {
  const model = scriptedModel([good]);
  const team = createTeam();
  team.registerAgent(createModelPlanner(model));
  const task = await team.delegateTask({
    ...spec,
    budget: { maxTokens: 1_000, assumeTokens: 10 },
  });
  expect((task.result as ModelPlanning).notes[0]).toMatch(/the budget has no room for it/);
  expect(model.requests).toHaveLength(0);
});

test("a cancelled task does not wait for its model", async () => {
  const team = createTeam();
  team.registerAgent(createModelPlanner(scriptedModel([hold()])));
  const handle = team.startTask(spec);
  await handle.cancel("enough");
  expect((await handle.settled).status).toBe("cancelled");
});
