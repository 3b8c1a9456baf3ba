// One program that uses every package: a tour of their entries, and what the release check installs and runs.
import { strict as assert } from "node:assert";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBrowserAgent } from "@convoke/agents-browser";
import { createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { storeCases } from "@convoke/conformance";
import { AgentType, Orchestrator, TaskStatus } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { createManualRuntime } from "@convoke/core/testing";
import { createWorker } from "@convoke/engine-bullmq";
import { createEnhancedAgent, ruleModel } from "@convoke/enhanced-agent";
import { openAiModel } from "@convoke/language-model";
import { languageModelCases } from "@convoke/language-model/testing";
import { Orchestrator as SameOrchestrator, registerAllAgents } from "convoke";

const folder = await mkdtemp(join(tmpdir(), "convoke-example-"));
await writeFile(
  join(folder, "async.md"),
  "# Async\n\nPython runs coroutines on an event loop called asyncio.\n",
);

const planner = createPlannerAgent();

// Single packages, on the typed path: the compiler knows each agent's input and result.
const typed = new Orchestrator({
  agents: { knowledge: createKnowledgeAgent({ folder }), planner },
});
const research = await typed.delegateTask({
  agentType: AgentType.KNOWLEDGE,
  description: "Research Python async patterns",
  input: { type: "search", query: "Python event loop" },
});
assert.equal(research.status, TaskStatus.COMPLETED, research.error);
const plan = await typed.delegateTask({ agentType: "planner", description: "Build a REST API" });
assert.equal(plan.status, TaskStatus.COMPLETED, plan.error);
console.log("research:", JSON.stringify(research.result).slice(0, 200));
console.log("plan:", JSON.stringify(plan.result).slice(0, 200));

// Runs that survive the process: the file is written in a thread of its own.
const store = await sqliteStore({ path: join(folder, "runs.db") });
const durable = new Orchestrator({ store, agents: { planner: createPlannerAgent() } });
await durable.delegateTask({ agentType: "planner", description: "Build a REST API" });
await durable.close();
console.log("stored:", (await store.listRuns({})).items[0]?.title);
await store.close();
await rm(folder, { recursive: true });

// The main agent: a model decides whom it asks, or its rules do.
typed.registerAgent(createEnhancedAgent({ model: ruleModel() }));
const answer = await typed.delegateTask({
  agentType: AgentType.MAIN,
  description: "Create a plan for a REST API",
});
assert.equal(answer.status, TaskStatus.COMPLETED, answer.error);
console.log("answer:", JSON.stringify(answer.result).slice(0, 200));

// No client is loaded, and nothing sent, before a model is asked.
const model = openAiModel({ baseURL: "http://127.0.0.1:8080/v1", model: "default" });
console.log("at most:", model.estimate?.({ messages: [], maxOutputTokens: 100 }));

// No browser is started before the first task.
const browser = createBrowserAgent({ policy: { allow: ["https://example.org"] } });
console.log("asked of a browser:", browser.capabilities.map(({ name }) => name).join(", "));

// Agents in other processes: no Redis is looked for before it is clear what is to run; several-processes.ts goes on from here.
const wrong = { connection: "redis://127.0.0.1:6379", agents: [planner, planner] };
assert.throws(() => createWorker(wrong), { code: "duplicate_agent" });
console.log("no worker for:", wrong.agents.map(({ name }) => name).join(", "));

// Batteries included: the same core, and every agent that ships.
assert.equal(SameOrchestrator, Orchestrator);
const complete = new Orchestrator();
registerAllAgents(complete);
const missing = await complete.delegateTask({ agentType: "code", description: "Implement the plan" });
assert.equal(missing.error, "Agent code not registered");
console.log("agent types:", complete.getStatistics().agentTypes);

// For those who write agents, stores and engines.
assert.equal(createManualRuntime({ startMs: 5 }).now(), 5);
console.log("conformance cases for a store:", storeCases.length);
console.log("conformance cases for a language model:", languageModelCases.length);
