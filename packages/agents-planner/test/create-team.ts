import { type AgentCapability, Orchestrator } from "@convoke/core";
import { createScriptedAgent, type ScriptedAgent, type ScriptStep } from "@convoke/core/testing";
import type { PlanExecution } from "../src/execute/plan-execution.ts";

/** A capability that takes a second, and whose cost nobody knows. */
export function capability(name: string, estimatedTime = 1, costEstimate?: number): AgentCapability {
  return {
    name,
    description: name,
    inputTypes: [],
    outputTypes: [],
    estimatedTime,
    ...(costEstimate !== undefined && { costEstimate }),
  };
}

/** A scripted agent; without capabilities of its own it offers one that no other type has. */
export function agent(
  agentType: string,
  name: string,
  script: readonly ScriptStep[],
  capabilities = [capability(`be ${agentType}`)],
  priority = 5,
): ScriptedAgent {
  return createScriptedAgent({ agentType, name, script, capabilities, priority });
}

/** An orchestrator with these agents. */
export function createTeam(...agents: readonly ScriptedAgent[]): Orchestrator {
  const orchestrator = new Orchestrator();
  for (const one of agents) orchestrator.registerAgent(one);
  return orchestrator;
}

/** The status of each step of an execution. */
export function statuses({ steps }: PlanExecution): Record<string, string> {
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

/** What agents fail with. */
export const broken = new Error("the machine is broken");
