import { type Agent, AgentType } from "@convoke/core";
import { type EnhancedInput, enhancedInputSchema } from "./enhanced-input.ts";
import type { EnhancedAgentOptions } from "./enhanced-options.ts";
import type { EnhancedResult } from "./enhanced-result.ts";

/** An agent of type `main`, with its input and its result known to the compiler. */
export type EnhancedAgent = Agent<EnhancedInput | undefined, EnhancedInput | undefined, EnhancedResult>;

/**
 * Makes the main agent: it plans, delegates to the agents that are registered beside it, checks its answer and learns.
 *
 * Throws `invalid_argument` for options that cannot be used.
 *
 * @example
 * orchestrator.registerAgent(createEnhancedAgent());
 * const task = await orchestrator.delegateTask({ agentType: "main", description: "Research X and create a plan" });
 */
export function createEnhancedAgent(options: EnhancedAgentOptions = {}): EnhancedAgent {
  const { name = "Main Agent" } = options;
  return {
    agentType: AgentType.MAIN,
    name,
    description: "Plans, delegates to the other agents, and answers with evidence",
    capabilities: [],
    inputSchema: enhancedInputSchema,
    executor: () => Promise.reject(new Error("not written yet")),
  };
}
