import { nameAgent } from "./replan-tools.ts";
import type { ReplanDecision } from "./replanning.ts";

/** What earlier rounds of replanning say about a step. */
export interface RecalledDecisions {
  /** The agents that have failed it, as `nameAgent` names them. */
  failedBy(stepId: string): readonly string[];
  /** The methods by which it, and the steps that it stands for, came about. */
  methodsOf(stepId: string): readonly string[];
}

/** Reads earlier decisions once, so that each step is looked up at once. */
export function recallDecisions(decisions: readonly ReplanDecision[]): RecalledDecisions {
  const failures = new Map<string, string[]>();
  const origins = new Map<string, ReplanDecision>();
  for (const decision of decisions) {
    const { stepId, failedBy, replacedBy } = decision;
    if (failedBy !== undefined) {
      const agents = failures.get(stepId) ?? [];
      failures.set(stepId, [...agents, nameAgent(failedBy.agentType, failedBy.agentName)]);
    }
    for (const id of replacedBy) if (id !== stepId) origins.set(id, decision);
  }
  return {
    failedBy: (stepId) => failures.get(stepId) ?? [],
    methodsOf(stepId) {
      const methods: string[] = [];
      const seen = new Set<string>();
      let id = stepId;
      // What others wrote may lead round in circles.
      for (let origin = origins.get(id); origin !== undefined && !seen.has(id); origin = origins.get(id)) {
        seen.add(id);
        if (origin.method !== undefined) methods.push(origin.method);
        id = origin.stepId;
      }
      return methods;
    },
  };
}
