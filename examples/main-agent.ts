// A main agent whose delegations a person has to agree to, and that goes on with a conversation. No language model is needed.
import { strict as assert } from "node:assert";
import { createIndex, createKnowledgeAgent } from "@convoke/agents-knowledge";
import { createPlannerAgent } from "@convoke/agents-planner";
import { AgentType, Orchestrator } from "@convoke/core";
import { type AgentEvent, createEnhancedAgent, type EnhancedResult } from "@convoke/enhanced-agent";

const index = createIndex([
  {
    file: "queues.md",
    text:
      "# Queues\n\nA queue keeps jobs until a worker takes them.\n\n" +
      "## Retries\n\nA failed job is tried again after a delay that grows with each attempt.\n",
  },
]);
const orchestrator = new Orchestrator();
orchestrator.registerAgent(createKnowledgeAgent({ index }));
orchestrator.registerAgent(createPlannerAgent());
orchestrator.registerAgent(createEnhancedAgent({ approve: "wait", approvalFor: ["DELEGATE"] }));

// Whoever shows questions to people listens for `approval-pending`, and answers by task id and key.
orchestrator.subscribe(
  (event) => {
    if (event.type !== "task-progress") return;
    const told = event.progress.data as AgentEvent | undefined;
    if (told?.type === "state-entered") console.log(told.state);
    if (told?.type !== "approval-pending") return;
    console.log(`may it? ${told.shown.split("\n").slice(1, 3).join(", ")}`);
    void orchestrator.answer(event.taskId, `approve-${told.key}`, { approved: true });
  },
  { types: ["task-progress"] },
);

const first = await ask("Research queues and create an implementation plan");
console.log("delegated to:", first.delegations.map(({ agentType }) => agentType).join(", "));
console.log(
  "cites:",
  first.citations.map(({ location, line }) => `${location}:${line}`).includes("queues.md:3"),
);

const second = await ask("What is tried again after a delay?", first.sessionId);
console.log("same conversation:", second.sessionId === first.sessionId);
console.log(second.answer);
await orchestrator.close();

async function ask(prompt: string, sessionId?: string): Promise<EnhancedResult> {
  const input = { prompt, ...(sessionId !== undefined && { sessionId }) };
  const task = await orchestrator.delegateTask({ agentType: AgentType.MAIN, description: prompt, input });
  assert.equal(task.status, "completed", task.error);
  return task.result as EnhancedResult;
}
