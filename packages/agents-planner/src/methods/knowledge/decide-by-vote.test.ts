import { type Agent, type AgentDescriptor, Orchestrator } from "@convoke/core";
import { createScriptedAgent, type ScriptStep } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { planGoal, planning } from "../../../test/plan-goal.ts";
import { planToTasks } from "../../plan/plan-to-tasks.ts";
import type { PlannerInput } from "../../planner-input.ts";
import { bringTogether } from "../../tools/bring-together.ts";
import { countVotes } from "../../tools/count-votes.ts";
import { createMethodLibrary } from "../method-library.ts";
import { shippedMethods } from "../shipped-methods.ts";

const question = "Decide by majority vote between Vue, React and Svelte for the new admin panel";

/** A planner that does no more than the two tools that a vote needs. */
const counter: Agent<PlannerInput, PlannerInput, unknown> = {
  agentType: "planner",
  name: "Counter",
  description: "Counts",
  capabilities: ["bring_together", "count_votes"].map((name) => ({
    name,
    description: name,
    inputTypes: [],
    outputTypes: [],
    estimatedTime: 0,
    costEstimate: 0,
  })),
  executor: async ({ description, input }) =>
    input.type === "count_votes" ? countVotes(description, input) : bringTogether(description, input),
};

test("decide-by-vote has three agents vote on the same findings, and counts what they name", async () => {
  const plan = planGoal(question);
  expect(plan.method).toBe("decide-by-vote");
  const votes = plan.steps.filter(({ id }) => id.startsWith("vote-"));
  expect(votes.map(({ agentType }) => agentType)).toEqual(["knowledge", "review", "code"]);
  expect(new Set(votes.map(({ dependsOn }) => dependsOn.join())).size).toBe(1);
  expect(JSON.stringify(votes[0]?.input)).toContain(
    "one of these names, alone in the first line: Vue, React, Svelte",
  );

  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(counter);
  const say = (agentType: string, ...script: ScriptStep[]): void => {
    orchestrator.registerAgent(createScriptedAgent({ agentType, script }));
  };
  const fact = {
    type: "research",
    answer: "It is small.",
    citations: [{ quote: "It is small." }],
    findings: [],
  };
  say("knowledge", fact, fact, fact, { answer: "Svelte", confidence: 0.7 });
  say("review", "criteria", { verdict: "svelte" });
  say("code", "Vue\nIt is what we know.");
  const tasks = await orchestrator.executeGraph(planToTasks(plan));
  expect(tasks.at(-1)?.result).toMatchObject({
    type: "count_votes",
    winner: "Svelte",
    agreement: 2 / 3,
    decided: true,
    groups: [
      { choice: "Svelte", voters: ["vote-knowledge", "vote-review"] },
      { choice: "Vue", voters: ["vote-code"] },
    ],
  });
});

function agent(agentType: string): AgentDescriptor {
  return { agentType, name: agentType, description: agentType, capabilities: [] };
}

test("decide-by-vote asks those who are there, and is left to another method when there are too few", () => {
  const goal = planning.goals.read(question);
  const expand = (...types: string[]) =>
    createMethodLibrary(shippedMethods, { ...planning, agents: types.map(agent) }).expand(goal);
  const two = expand("planner", "knowledge", "sommelier", "browser");
  expect(two.steps.map(({ id }) => id)).toEqual(expect.arrayContaining(["vote-knowledge", "vote-sommelier"]));
  expect(two.assumptions).toContain("Only 2 agents of different types can vote.");
  const one = expand("planner", "knowledge");
  expect(one.method).toBe("research-and-compare");
  expect(one.assumptions).toContain(
    "The method “decide-by-vote” was not used: it needs at least two agents of different types that can vote.",
  );
});

test("decide-by-vote has candidates looked for where the goal names none", () => {
  const plan = planGoal("Choose a name for our new product by consensus of the team's agents");
  expect(plan.method).toBe("decide-by-vote");
  expect(plan.steps.map(({ description }) => description)).toContain(
    "List the candidates for the name for our new product with what speaks for and against each",
  );
  expect(plan.steps.at(-1)?.input).not.toHaveProperty("options");
});

test.each([
  [
    "Let three agents vote on whether we should use Postgres or MongoDB for event sourcing",
    ["Postgres", "MongoDB"],
  ],
  ["Let three agents vote: Kafka or RabbitMQ for the order events?", ["Kafka", "RabbitMQ"]],
  [question, ["Vue", "React", "Svelte"]],
])("decide-by-vote finds the options of “%s”", (goal, options) => {
  expect(planGoal(goal).steps.at(-1)?.input).toMatchObject({ type: "count_votes", options });
});
