import { type Agent, type AgentContext, Orchestrator, type TaskRequest } from "@convoke/core";
import { afterEach } from "vitest";
import { bullmqEngine, createWorker, type WorkerOptions } from "../../src/index.ts";
import { connection } from "../support/redis.ts";
import { openHandCoordinator } from "./hand-dispatch.ts";

/** Parts of a test, which are closed after it, the last one first. */
const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

export function createAgent(
  name: string,
  executor: (task: TaskRequest, context: AgentContext) => unknown,
  rest: Partial<Agent> = {},
): Agent {
  return { agentType: "hand", name, description: name, capabilities: [], ...rest, executor };
}

export async function openWorker(options: Omit<WorkerOptions, "connection"> & Partial<WorkerOptions>) {
  const worker = createWorker({ connection, ...options });
  toClose.push(() => worker.close({ timeoutMs: 0 }));
  await worker.ready();
  return worker;
}

export function openOrchestrator(prefix: string, agents: readonly Agent[]): Orchestrator {
  const engine = bullmqEngine({ connection, prefix });
  const orchestrator = new Orchestrator({ engine });
  for (const agent of agents) orchestrator.registerAgent(agent);
  toClose.push(() => orchestrator.close());
  return orchestrator;
}

export function openCoordinator(prefix: string) {
  const coordinator = openHandCoordinator(prefix);
  toClose.push(() => coordinator.close());
  return coordinator;
}

/** Resolves with the reason when the signal aborts. */
export function whenAborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
  });
}
