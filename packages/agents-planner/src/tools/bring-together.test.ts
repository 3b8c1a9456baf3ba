import { Orchestrator } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";
import { createPlannerAgent } from "../planner-agent.ts";
import { bringTogether } from "./bring-together.ts";

const hono = {
  type: "research",
  question: "What is Hono?",
  answer: "Hono is small.",
  confidence: 0.8,
  citations: [{ file: "hono.md", line: 1, quote: "Hono is small." }],
  findings: [],
  sources: [{ file: "hono.md", title: "Hono" }],
};
const unanswered = {
  type: "research",
  question: "What is Koa?",
  confidence: 0,
  citations: [],
  findings: [{ file: "far.md", line: 2, quote: "A koala is no bear." }],
};

test("bringTogether keeps every answer with its citations and names what was not found", () => {
  expect(bringTogether("How do they compare?", { research: [hono, unanswered] })).toEqual({
    type: "research",
    question: "How do they compare?",
    answer: "Hono is small.",
    confidence: 0.8,
    method: "extractive",
    citations: hono.citations,
    findings: [],
    sources: hono.sources,
    openPoints: ["Nothing was found on “What is Koa?”."],
  });
});

test("bringTogether gives no answer where nothing was found, and refuses to work on nothing", () => {
  const result = bringTogether("How do they compare?", { research: [unanswered] });
  expect(result).not.toHaveProperty("answer");
  expect(() => bringTogether("How do they compare?", {})).toThrow("needs what was found");
});

test("a comparison runs on what the research before it found", async () => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createPlannerAgent());
  const knowledge = createScriptedAgent({ agentType: "knowledge", script: [hono] });
  orchestrator.registerAgent(knowledge);
  const tasks = await orchestrator.executeGraph(planToTasks(planGoal("Compare Hono and Fastify")));
  expect(knowledge.calls).toHaveLength(2);
  expect(tasks.at(-1)).toMatchObject({
    status: "completed",
    result: { answer: "Hono is small.\nHono is small." },
  });
});
