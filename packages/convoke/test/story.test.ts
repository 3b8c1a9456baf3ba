import { AgentType, Orchestrator, TaskStatus } from "@convoke/core";
import { createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { registerAllAgents } from "convoke";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The reader's own wiki, and the reader's own way of stopping. */
async function searchMyWiki(input: unknown, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  return { results: [{ title: "Wiki", text: `All about ${JSON.stringify(input)}` }] };
}

let folder: string;
let orchestrator: Orchestrator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "convoke-story-"));
  await writeFile(
    join(folder, "python.md"),
    "# Python\n\nPython async code runs coroutines on an event loop. Python 3.12 is production-ready.\n\n" +
      "## FastAPI\n\nFastAPI best practices: validate input with models, keep routes small, test with a client.\n",
  );
  await writeFile(
    join(folder, "frontend.md"),
    "# React\n\nReact is a library for user interfaces.\n\n# Vue\n\nVue is a progressive framework.\n\n" +
      "# Angular\n\nAngular is a platform for applications.\n\n# Databases\n\nPostgreSQL is a relational database.\n",
  );
  orchestrator = new Orchestrator();
  registerAllAgents(orchestrator, { knowledge: { folder } });
});

afterAll(async () => {
  await orchestrator.close();
  await rm(folder, { recursive: true });
});

describe("the API by example", () => {
  test("an agent of one's own is registered and found", () => {
    orchestrator.registerAgent({
      agentType: AgentType.KNOWLEDGE,
      name: "Wiki Agent",
      description: "Research and information retrieval",
      capabilities: [
        {
          name: "web_search",
          description: "Search the web for information",
          inputTypes: ["query", "max_results"],
          outputTypes: ["search_results"],
          estimatedTime: 3.0,
          costEstimate: 0.01,
        },
      ],
      executor: async (task, { signal }) => searchMyWiki(task.input, signal),
      priority: 7,
    });
    const [first] = orchestrator.findAgents({ capability: "web_search" });
    expect(first.name).toBe("Wiki Agent");
  });

  test("one task: the preferred agent answers, and its record can be asked for", async () => {
    const task = await orchestrator.delegateTask({
      agentType: AgentType.KNOWLEDGE,
      description: "Research Python async patterns",
      input: { type: "search", query: "Python async" },
    });
    if (task.status === TaskStatus.FAILED) console.error(task.error);
    expect(task).toMatchObject({ status: "completed", agentName: "Wiki Agent", attempts: 1 });
    expect(orchestrator.getTaskStatus(task.taskId)).toStrictEqual(task);
    expect(orchestrator.unregisterAgent(AgentType.KNOWLEDGE, "Wiki Agent")).toBe(true);
  });

  test("sequential: each step fed by the one before; the missing code agent fails cleanly", async () => {
    const steps = await orchestrator.executeSequential([
      {
        agentType: "knowledge",
        description: "Research FastAPI best practices",
        input: { type: "research", question: "FastAPI best practices" },
        strict: true,
      },
      {
        agentType: "planner",
        description: "Plan FastAPI application",
        input: { task: "Build REST API with FastAPI" },
      },
      {
        agentType: "code",
        description: "Implement the plan",
        input: (previous) => ({ plan: previous[1].result }),
      },
    ]);
    expect(steps.map(({ status }) => status)).toEqual(["completed", "completed", "failed"]);
    expect(steps[2].error).toBe("Agent code not registered");
    expect(steps[2].input).toEqual({ plan: steps[1].result });
  });

  test("parallel: a task without input works from its description", async () => {
    const research = await orchestrator.executeParallel(
      ["React", "Vue", "Angular"].map((name) => ({
        agentType: "knowledge",
        description: `Research ${name}`,
      })),
      { concurrency: 2 },
    );
    expect(research.map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
    expect(JSON.stringify(research[1].result)).toContain("Vue is a progressive framework");
  });

  test("hierarchical: every result in order", async () => {
    const built = await orchestrator.executeHierarchical({
      mainTask: "Build web application",
      subtasks: [
        { agentType: "knowledge", description: "Research frameworks" },
        { agentType: "planner", description: "Create plan" },
        { agentType: "knowledge", description: "Research databases" },
      ],
      aggregationStrategy: "concat",
    });
    expect(built).toMatchObject({ mainTask: "Build web application", status: "completed", failures: [] });
    expect(built.result).toEqual(built.tasks.map(({ result }) => result));
  });

  test("consensus: the verdict and its agreement", async () => {
    const verdict = await orchestrator.executeConsensus({
      task: "Is Python 3.12 production-ready?",
      agents: ["knowledge", "knowledge", "knowledge"],
      input: { type: "verify_fact", claim: "Python 3.12 is production-ready" },
      minAgreement: 0.7,
    });
    expect(verdict.consensus).toBe(true);
    expect(verdict.winningResult).toMatchObject({ verdict: "supported" });
    expect(`${verdict.agreement * 100} %`).toBe("100 %");
    expect(verdict.distinctVoters).toBe(1);
  });

  test("failure, retry, fallback, timeout, cancellation are options of the task", async () => {
    const controller = new AbortController();
    const careful = await orchestrator.delegateTask({
      agentType: "browser",
      description: "Read the release notes",
      input: { goal: "…", url: "https://example.org" },
      timeoutMs: 300_000,
      retry: { attempts: 3 },
      fallback: ["knowledge"],
      signal: controller.signal,
    });
    expect(careful.agentType).toBe("knowledge");
  });

  test("statistics count what happened", () => {
    const { successRate, tasksFailed, registeredAgents } = orchestrator.getStatistics();
    if (successRate < 80) console.warn("Low success rate: investigate failures");
    expect(registeredAgents).toBe(3);
    expect(tasksFailed).toBeGreaterThan(0);
    expect(successRate).toBeGreaterThan(0);
  });

  test("a bare registerAllAgents answers from the documentation of the installed packages", async () => {
    const bare = new Orchestrator();
    registerAllAgents(bare);
    const task = await bare.delegateTask({ agentType: "knowledge", description: "What is zod?" });
    expect(task).toMatchObject({ status: "completed", result: { method: "extractive" } });
    expect(JSON.stringify(task.result)).toMatch(/zod\/README\.md/);
    await bare.close();
  });

  test("with the typed path, input and result are checked by the compiler", async () => {
    const typed = new Orchestrator({
      agents: { knowledge: createKnowledgeAgent({ folder }), planner: createPlannerAgent() },
    });
    const plan = await typed.delegateTask({
      agentType: "planner",
      description: "Plan a REST API with FastAPI",
    });
    expect(plan.status).toBe("completed");
    const wrong: Promise<unknown> = typed.delegateTask({
      agentType: "knowledge",
      description: "Research",
      // @ts-expect-error a question is text
      input: { question: 42 },
    });
    expect(await wrong).toMatchObject({ status: "failed", failure: { code: "invalid_input" } });
    await typed.close();
  });
});
