import { expect, test } from "vitest";
import { type Agent, Orchestrator } from "@convoke/core";
import { scriptedModel } from "@convoke/core/testing";
import type { KnowledgeAgentOptions } from "../agent-options.ts";
import { createKnowledgeAgent } from "../knowledge-agent.ts";
import { createIndex } from "../retrieval/create-index.ts";
import type { ResearchResult } from "./research.ts";

const index = createIndex([
  { file: "a/oak.md", text: "# Oak\n\nOak is a queue that keeps jobs in memory.\n" },
  { file: "b/elm.md", text: "# Elm\n\nElm is a queue that keeps jobs on disk.\n" },
  { file: "b/both.md", text: "# Notes\n\nTo compare Oak and Elm, look at their speed.\n" },
]);
const question = "Compare Oak and Elm";

function ask(agent: Agent<never>, options: ConstructorParameters<typeof Orchestrator>[0] = {}) {
  const orchestrator = new Orchestrator(options);
  orchestrator.registerAgent(agent as Agent);
  return orchestrator.delegateTask({ agentType: "knowledge", description: "ask", input: { question } });
}
const createAgent = (options: KnowledgeAgentOptions = {}): Agent<never> =>
  createKnowledgeAgent({ index, ...options }) as Agent<never>;
/** An agent whose children the test can meddle with. */
function meddle(change: (description: string, signal: AbortSignal) => unknown): Agent<never> {
  const agent = createAgent();
  return {
    ...agent,
    executor: async (task, context) =>
      (await change(task.description, context.signal)) ?? agent.executor(task, context),
  };
}

test("`research` answers each part from the agent's own view", async () => {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createKnowledgeAgent({ name: "All", index }));
  orchestrator.registerAgent(createKnowledgeAgent({ name: "Only b", index, include: "b/**" }));
  const answers = ["All", "Only b"].map(async (agentName) => {
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      agentName,
      description: "ask",
      input: { question },
    });
    expect(orchestrator.getTaskStatus(`${task.taskId}/part-1`)).toMatchObject({ agentName });
    return task.result as ResearchResult;
  });
  const [all, some] = await Promise.all(answers);
  expect(all.answer).toContain("Oak is a queue");
  expect(some.answer).not.toContain("Oak is a queue");
  expect(some.answer).toContain("Elm is a queue");
  expect(some.sources.every(({ file }) => file.startsWith("b/"))).toBe(true);
});

test("`research` keeps what the siblings of a failed child found, and says what failed", async () => {
  const agent = meddle((description) => {
    if (description === "What is Oak?") throw new Error("lightning struck");
    return undefined;
  });
  const { result, status } = await ask(agent);
  expect(status).toBe("completed");
  const { sections, openPoints, answer, confidence } = result as ResearchResult;
  expect(sections[0]).toMatchObject({ question: "What is Oak?", confidence: 0, citations: [] });
  expect(openPoints).toContain("What is Oak? This was not looked up: lightning struck");
  expect(answer).toBe("Elm is a queue that keeps jobs on disk.");
  expect(confidence).toBeCloseTo(sections[1].confidence / 2, 2);
});

test("`research` quotes the parts itself when the budget lets no child run, and says so", async () => {
  for (const budget of [{ maxDepth: 0 }, { maxTasks: 1 }]) {
    const { result, status } = await ask(createAgent(), { budget });
    expect(status).toBe("completed");
    const { openPoints, answer, sections, citations } = result as ResearchResult;
    const [limit] = Object.keys(budget);
    expect(openPoints.filter((point) => point.includes(`only looked up in the index: `))).toHaveLength(2);
    expect(openPoints.filter((point) => point.includes(limit))).toHaveLength(2);
    expect(answer).toBe("Oak is a queue that keeps jobs in memory.\nElm is a queue that keeps jobs on disk.");
    expect(sections).toHaveLength(2);
    expect(citations).toHaveLength(2);
  }
});

test("`research` loses no quoted answer to a model that the budget has no room for", async () => {
  const usage = { inputTokens: 14_000, outputTokens: 0 };
  for (const [maxTokens, calls] of [
    [9_000, 0],
    [30_000, 2],
  ]) {
    // Both parts have to ask before one of them is told what that cost: together they leave no room for the answer.
    const asked = Promise.withResolvers<void>();
    const model = scriptedModel(async () => {
      if (model.requests.length === calls) asked.resolve();
      await asked.promise;
      return { object: { queries: [] }, usage };
    });
    const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ index, model }) } });
    const { result, error } = await orchestrator.delegateTask({
      agentType: "knowledge",
      capability: "research",
      description: "ask",
      input: { question },
      budget: { maxTokens },
    });
    expect(model.requests).toHaveLength(calls);
    const { answer, openPoints, method } = result as ResearchResult;
    expect(answer, error).toContain("Oak is a queue that keeps jobs in memory.");
    expect(answer).toContain("Elm is a queue that keeps jobs on disk.");
    expect(method).toBe("extractive");
    expect(openPoints.some((point) => point.includes(`maxTokens ${maxTokens}`))).toBe(true);
  }
});

test("`research` answers by the whole question when no part is answered", async () => {
  const agent = meddle((description) => {
    if (description.startsWith("What is")) throw new Error("lightning struck");
    return undefined;
  });
  const { answer, sections, confidence } = (await ask(agent)).result as ResearchResult;
  expect(answer).toContain("To compare Oak and Elm, look at their speed.");
  expect(sections.at(-1)?.question).toBe(question);
  expect(confidence).toBe(sections.at(-1)?.confidence);
});

test("`research` counts a cancelled child as an open point, and ends with its parent", async () => {
  const waiting = Promise.withResolvers<void>();
  const agent = meddle(async (description, signal) => {
    if (description !== "What is Elm?") return undefined;
    waiting.resolve();
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(agent as Agent);
  const input = { question };
  const first = orchestrator.startTask({ agentType: "knowledge", description: "ask", input });
  await waiting.promise;
  await orchestrator.cancel(`${first.taskId}/part-2`, "not wanted");
  const { result } = await first.settled;
  expect((result as ResearchResult).openPoints.some((point) => point.includes("not wanted"))).toBe(true);
  expect((result as ResearchResult).answer).toContain("Oak is a queue");

  const second = orchestrator.startTask({ agentType: "knowledge", description: "ask", input });
  await orchestrator.cancel(second.taskId, "enough");
  expect(await second.settled).toMatchObject({ status: "cancelled" });
  expect(orchestrator.getTaskStatus(`${second.taskId}/part-2`)?.status ?? "cancelled").toBe("cancelled");
  await orchestrator.close();
});

test("`research` takes a question as one when it is told so, and says how many parts it left out", async () => {
  const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ index }) } });
  const whole = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "ask",
    input: { question, split: false },
  });
  expect((whole.result as ResearchResult).sections).toHaveLength(1);
  const many = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "A1, B2, C3, D4, E5, F6, G7 and H8",
  });
  expect((many.result as ResearchResult).openPoints.at(-1)).toBe(
    "Only the first 6 parts were looked up; 2 were not.",
  );
});
