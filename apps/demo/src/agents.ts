import type { KnowledgeIndex } from "@convoke/agents-knowledge";
import { Orchestrator, registerAllAgents, type TaskArchive, type TaskStore } from "convoke";
import { createVoters } from "./sections/voters.ts";

/** An orchestrator with every specialist that ships and the further voters, all over one index; with a store its runs are kept. */
export function createDemoOrchestrator(index: KnowledgeIndex, store?: TaskStore & TaskArchive): Orchestrator {
  const orchestrator = new Orchestrator({ ...(store !== undefined && { store }) });
  registerAllAgents(orchestrator, { knowledge: { index, name: "Documentation Agent", priority: 9 } });
  for (const voter of createVoters(index)) orchestrator.registerAgent(voter);
  return orchestrator;
}
