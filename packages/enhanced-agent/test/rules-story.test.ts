import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { Orchestrator, type Task } from "@convoke/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEnhancedAgent } from "../src/enhanced-agent.ts";
import type { EnhancedResult } from "../src/enhanced-result.ts";
import { ruleModel } from "../src/rules/rule-model.ts";

const documents = {
  "python-async.md": `# Python async patterns

Python async patterns build on the asyncio event loop, which runs coroutines in one thread.
A task group waits for all of its tasks and cancels the others when one of them fails.
A semaphore limits how many coroutines run at once.`,
  "react.md": `# React

React is a library for user interfaces that renders components.
React updates only what has changed, by comparing trees of elements.`,
  "vue.md": `# Vue

Vue is a framework for user interfaces with templates.
Vue tracks which data a component uses and updates it when they change.`,
  "bun.md": `# Bun

Bun 1.2 supports PostgreSQL.`,
};
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rules-"));
  for (const [name, text] of Object.entries(documents)) await writeFile(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true }));

function createTeam(): Orchestrator {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createKnowledgeAgent({ folder }));
  orchestrator.registerAgent(createPlannerAgent());
  orchestrator.registerAgent(createEnhancedAgent({ model: ruleModel() }));
  return orchestrator;
}

async function ask(
  prompt: string,
  { sessionId, team = createTeam() }: { sessionId?: string; team?: Orchestrator } = {},
) {
  const input = { prompt, ...(sessionId !== undefined && { sessionId }) };
  const task = (await team.delegateTask({ agentType: "main", description: "Answer", input })) as Task<
    unknown,
    EnhancedResult
  >;
  if (task.result === undefined) throw new Error(JSON.stringify(task.failure), { cause: task.failure });
  return task.result;
}

test("a prompt is researched, planned with the research, and answered with citations, without a model", async () => {
  const result = await ask("Research Python async patterns and create an implementation plan");
  expect(result.method).toBe("rules");
  expect(result.delegations.map(({ agentType, status, task }) => [agentType, status, task])).toEqual([
    ["knowledge", "completed", "Research Python async patterns"],
    ["planner", "completed", "Create an implementation plan for Python async patterns"],
  ]);
  expect(result.answer).toContain("[E1.1]");
  expect(result.answer).toContain("asyncio event loop");
  expect(result.answer).toMatch(/\[E2\]\n\n1\. /);
  expect(result.citations.map(({ location }) => location)).toContain("python-async.md");
  expect(result.checks.every(({ passed }) => passed)).toBe(true);
  expect(result.refusals).toEqual([]);
  expect(result.lesson).toBe("Results came from knowledge and planner.");
  expect(result.usage).toMatchObject({ inputTokens: 0, outputTokens: 0 });
});

test("things are compared subject by subject, each from its own sources", async () => {
  const { answer, delegations } = await ask("Compare React and Vue");
  expect(delegations.map(({ agentType, status }) => `${agentType} ${status}`)).toEqual([
    "knowledge completed",
    "knowledge completed",
    "planner completed",
  ]);
  expect(answer).toMatch(/\*\*React\*\*: .*\[E1\.1\]/);
  expect(answer).toMatch(/\*\*Vue\*\*: .*\[E2\.1\]/);
});

test("a claim gets its verdict, and a vote its agreement", async () => {
  const claim = await ask("Is it true that Bun 1.2 supports PostgreSQL?");
  expect(claim.answer).toContain("supported by the sources");
  expect(claim.citations[0]?.quote).toContain("Bun 1.2 supports PostgreSQL");
  const vote = await ask("Let three agents vote on whether Bun 1.2 supports PostgreSQL");
  expect(vote.delegations.length).toBeGreaterThanOrEqual(2);
  expect(vote.answer).toMatch(/supported: [23] of 3/);
});

test("what nobody is registered for is named with its error, and the rest is answered", async () => {
  const { answer } = await ask("Research React, implement a counter and open http://127.0.0.1:9/");
  expect(answer).toContain("[E1.1]");
  expect(answer).toContain("code failed: Agent code not registered.");
  expect(answer).toContain("Not done: Open http://127.0.0.1:9/. knowledge failed: ");
});

test("a follow-up is understood by the prompt before it", async () => {
  const team = createTeam();
  await ask("What is React?", { sessionId: "s1", team });
  const { delegations, answer } = await ask("and what about Vue?", { sessionId: "s1", team });
  expect(delegations.map(({ task }) => task)).toEqual(["What is Vue?"]);
  expect(answer).toContain("Vue is a framework");
});

test("without anybody to ask, the answer says so", async () => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createEnhancedAgent({ model: ruleModel() }));
  const { answer, delegations } = await ask("Research React", { team: orchestrator });
  expect(delegations).toEqual([]);
  expect(answer).toContain("No agent is registered");
});
