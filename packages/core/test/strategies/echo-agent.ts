import { type Agent, type AgentContext, Orchestrator, type TaskRequest } from "@convoke/core";

/** An agent whose executor is given; everything else about it does not matter to the test. */
export function createAgent(
  agentType: string,
  executor: (task: TaskRequest, context: AgentContext) => unknown,
  rest: Partial<Omit<Agent, "agentType" | "executor">> = {},
): Agent {
  return { name: agentType, description: agentType, capabilities: [], ...rest, agentType, executor };
}

/** An orchestrator with `echo` (answers with its input, else its description) and `broken` (throws). */
export function createEchoOrchestrator(executed: string[] = []): Orchestrator {
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(
    createAgent("echo", ({ description, input }) => {
      executed.push(description);
      return input ?? description;
    }),
  );
  orchestrator.registerAgent(
    createAgent("broken", ({ description }) => {
      executed.push(description);
      throw new Error("it broke");
    }),
  );
  return orchestrator;
}
