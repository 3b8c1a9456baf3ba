import { ErrorCode, OrchestrationError, Orchestrator } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";
import { createPlannerAgent } from "../planner-agent.ts";
import type { PlannerInput } from "../planner-input.ts";
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

const cyclic: Record<string, unknown> = { file: "a.md" };
cyclic["itself"] = cyclic;
let deep: unknown = "end";
for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
let shared: unknown = "end";
for (let depth = 0; depth < 40; depth += 1) shared = [shared, shared];

function catchError(input: PlannerInput): OrchestrationError {
  try {
    bringTogether("?", input);
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

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

test("bringTogether takes up to 1,000 results and refuses more", () => {
  expect(bringTogether("?", { research: Array.from({ length: 1_000 }, () => hono) }).sources).toEqual(
    hono.sources,
  );
  const error = catchError({ research: Array.from({ length: 1_001 }, () => hono) });
  expect(error.code).toBe(ErrorCode.INVALID_INPUT);
  expect(error.message).toContain("has 1001 results and takes 1000");
});

test.each([
  ["contains itself", cyclic, "it contains itself"],
  ["is deep", deep, "it is nested more than"],
  ["holds a bigint", { file: "a.md", size: 1n }, "its size cannot be written as JSON (it is a bigint)"],
  ["is shared without end", shared, "more than 200000 parts"],
])("bringTogether refuses a source that %s, naming the result", (_what, source, words) => {
  const error = catchError({ research: [{ ...hono, sources: [source] }] });
  expect(error.code).toBe(ErrorCode.INVALID_INPUT);
  expect(error.message).toContain("the sources of the result on “What is Hono?”");
  expect(error.message).toContain(words);
});

test("bringTogether heeds no confidence that is none", () => {
  const confidences = [0.8, -3, 17, Number.NaN, "high", 0.9];
  const research = confidences.map((confidence) => ({ ...hono, confidence }));
  expect(bringTogether("?", { research }).confidence).toBe(0.8);
});

test.each(["bring_together", "count_votes"] as const)("%s keeps a result named __proto__", async (type) => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createPlannerAgent());
  const results = JSON.parse('{"ada":"tea","__proto__":"coffee"}') as Record<string, unknown>;
  const task = await orchestrator.delegateTask({
    agentType: "planner",
    description: "Tea or coffee?",
    input: { type, results },
  });
  expect(task.error).toBeUndefined();
  expect(JSON.stringify(task.result)).toContain("coffee");
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
