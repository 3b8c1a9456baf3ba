import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Agent } from "../registry/agent.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import { type Runtime, systemRuntime } from "../runtime/runtime.ts";
import type { AttemptHost, Engine } from "./engine.ts";
import { runAttempt } from "./run-attempt.ts";

export interface InProcessEngineOptions {
  /** Attempts that may run at once over all agents; unlimited when left out. */
  readonly concurrency?: number;
}

/**
 * Runs attempts in this process: the engine of every orchestrator that is not given another.
 *
 * @example
 * const orchestrator = new Orchestrator({ engine: inProcessEngine({ concurrency: 16 }) });
 */
export function inProcessEngine({ concurrency }: InProcessEngineOptions = {}): Engine {
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency >= 1)) {
    const message = `inProcessEngine: concurrency ${String(concurrency)} must be a whole number from 1`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
  return {
    concurrency,
    attach(agent: Agent | AgentDescriptor, runtime: Runtime = systemRuntime) {
      if (!hasExecutor(agent)) {
        const message =
          `Agent "${agent.name}" of type "${agent.agentType}" has no executor: pass a function (task, context) => result, ` +
          "or give the orchestrator an engine that runs agents elsewhere, e.g. bullmqEngine of @convoke/engine-bullmq";
        throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
      }
      return (host: AttemptHost) => runAttempt(agent, host, runtime);
    },
    async close() {
      // It starts nothing of its own: attempts belong to the orchestrator.
    },
  };
}

function hasExecutor(agent: Agent | AgentDescriptor): agent is Agent {
  return "executor" in agent && typeof agent.executor === "function";
}
