import { type Agent, AgentType, Orchestrator } from "@convoke/core";
import { createPlannerAgent } from "@convoke/agents-planner";

const workers = [
  AgentType.KNOWLEDGE,
  AgentType.BROWSER,
  AgentType.CODE,
  AgentType.TEST,
  AgentType.REVIEW,
  AgentType.DEBUG,
];

/** The planner itself, and one agent of every other type that says at once that its work is done. */
export function createTeam(): Orchestrator {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createPlannerAgent());
  for (const agentType of workers) orchestrator.registerAgent(createWorker(agentType));
  return orchestrator;
}

function createWorker(agentType: string): Agent {
  return {
    agentType,
    name: `Benchmark ${agentType}`,
    description: `Does what a ${agentType} agent is asked, in no time`,
    capabilities: [],
    executor: async ({ description }) =>
      agentType === AgentType.KNOWLEDGE ? answer(description) : `Done: ${description}`,
  };
}

/** In the shape of a knowledge agent's research, since later steps read it. */
function answer(question: string): object {
  return {
    type: "research",
    question,
    answer: `This is what is known: ${question}`,
    confidence: 0.8,
    citations: [{ file: "known.md", line: 1, quote: question }],
    findings: [],
    sources: [{ file: "known.md", title: "Known" }],
  };
}
