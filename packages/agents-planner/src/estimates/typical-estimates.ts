import { AgentType } from "@convoke/core";

/** Seconds and USD that one task of an agent takes. */
export interface StepEstimate {
  readonly seconds: number;
  readonly costUsd: number;
}

/** Estimates by agent type or capability; a capability's entry goes before its agent type's. */
export type EstimateTable = Readonly<Record<string, StepEstimate>>;

/** Orders of magnitude for agents that work with a language model; the planner itself needs none. */
const typicalEstimates: EstimateTable = {
  [AgentType.KNOWLEDGE]: { seconds: 3, costUsd: 0.01 },
  [AgentType.PLANNER]: { seconds: 0.05, costUsd: 0 },
  [AgentType.BROWSER]: { seconds: 30, costUsd: 0.02 },
  [AgentType.CODE]: { seconds: 90, costUsd: 0.15 },
  [AgentType.TEST]: { seconds: 60, costUsd: 0.08 },
  [AgentType.REVIEW]: { seconds: 45, costUsd: 0.06 },
  [AgentType.DEBUG]: { seconds: 60, costUsd: 0.1 },
};

const unknownAgent: StepEstimate = { seconds: 30, costUsd: 0.05 };

/** The estimate for a step: by capability, else by agent type, else a general one. */
export function findEstimate(table: EstimateTable, agentType?: string, capability?: string): StepEstimate {
  for (const name of [capability, agentType]) {
    if (name === undefined) continue;
    const own = Object.hasOwn(table, name) ? table[name] : undefined;
    const typical = Object.hasOwn(typicalEstimates, name) ? typicalEstimates[name] : undefined;
    const found = own ?? typical;
    if (found !== undefined) return found;
  }
  return unknownAgent;
}
