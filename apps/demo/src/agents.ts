import type { KnowledgeIndex } from "@convoke/agents-knowledge";
import { Orchestrator, registerAllAgents } from "convoke";
import { createVoters } from "./sections/voters.ts";

/** An orchestrator with every specialist that ships and the further voters, all over one index. */
export function createDemoOrchestrator(index: KnowledgeIndex): Orchestrator {
  const orchestrator = new Orchestrator();
  registerAllAgents(orchestrator, { knowledge: { index, name: "Documentation Agent", priority: 9 } });
  for (const voter of createVoters(index)) orchestrator.registerAgent(voter);
  return orchestrator;
}
