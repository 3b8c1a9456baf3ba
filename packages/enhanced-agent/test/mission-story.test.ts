import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { type LanguageModel, Orchestrator, type Task } from "@convoke/core";
import { scriptedModel } from "@convoke/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEnhancedAgent } from "../src/enhanced-agent.ts";
import type { EnhancedResult } from "../src/enhanced-result.ts";
import { ruleModel } from "../src/rules/rule-model.ts";
import { performed, recordAgentEvents } from "./support/run-main.ts";
import { answer, delegate, pass, plan, reflect, toScript, type TransportKind } from "./support/turns.ts";

const prompt = "Research Python async patterns and create an implementation plan";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "convoke-mission-"));
  writeFileSync(
    join(folder, "async.md"),
    "# Python async patterns\n\nPython async patterns rest on asyncio: coroutines are awaited in an event loop. " +
      "A semaphore limits how many coroutines run at once. Task groups cancel their siblings when one of them fails.\n",
  );
  writeFileSync(
    join(folder, "queues.md"),
    "# Queues\n\nA producer and consumer pattern in Python uses asyncio.Queue; a bounded queue slows the producer down.\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runMission(model: LanguageModel, transport: TransportKind = "text") {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createEnhancedAgent({ model, transport }));
  orchestrator.registerAgent(createKnowledgeAgent({ folder, environment: {} }));
  orchestrator.registerAgent(createPlannerAgent());
  const events = recordAgentEvents(orchestrator);
  const children: Task[] = [];
  orchestrator.subscribe((event) => {
    if (event.type === "task-settled" && event.task.parentId !== undefined) children.push(event.task);
  });
  const task = (await orchestrator.delegateTask({ agentType: "main", description: prompt })) as Task<
    unknown,
    EnhancedResult
  >;
  await orchestrator.close();
  expect(task.error).toBeUndefined();
  return { result: task.result!, events, children };
}

const turns = [
  [
    plan("[knowledge] Research Python async patterns", "[planner] Create an implementation plan"),
    delegate("knowledge", "Research Python async patterns"),
  ],
  [delegate("planner", "Create an implementation plan for Python async patterns", { USING: "E1" })],
  [answer("Python async patterns rest on asyncio [E1]. The implementation plan is ready [E2].")],
  [pass],
  [reflect("Research before planning, and give the planner the research.")],
];

test.each<TransportKind>(["text", "tools"])(
  "the mission's example: a model delegates research and planning over %s, and answers with both",
  async (transport) => {
    const { result, events, children } = await runMission(
      scriptedModel(toScript(turns, transport)),
      transport,
    );
    expect(result).toMatchObject({
      method: "model",
      states: ["PLANNING", "EXECUTING", "VERIFYING", "LEARNING"],
      delegations: [
        { agentType: "knowledge", status: "completed", evidenceId: "E1" },
        { agentType: "planner", status: "completed", evidenceId: "E2" },
      ],
      steps: 5,
    });
    expect(result.citations[0]).toMatchObject({ location: expect.stringContaining(".md") });
    expect(performed(events)).toEqual(["PLAN", "DELEGATE", "DELEGATE", "ANSWER", "VERIFY", "REFLECT"]);
    const [research, planning] = children;
    expect(planning?.input).toMatchObject({ research: research?.result });
  },
);

test("the mission's example by rules: the planner is given the research, and the answer cites it", async () => {
  const { result, events, children } = await runMission(ruleModel());
  expect(result.method).toBe("rules");
  expect(result.usage).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  expect(result.delegations.map(({ agentType, status }) => [agentType, status])).toEqual([
    ["knowledge", "completed"],
    ["planner", "completed"],
  ]);
  const [research, planning] = children;
  expect(planning?.input).toMatchObject({ research: research?.result });
  expect(result.answer).toContain("[E1");
  expect(result.answer).toContain("asyncio");
  expect(result.citations.length).toBeGreaterThan(0);
  expect(result.checks.every(({ passed }) => passed)).toBe(true);
  expect(result.refusals).toEqual([]);
  expect(events.filter(({ type }) => type === "problem-found")).toEqual([]);
});
