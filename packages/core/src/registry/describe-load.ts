import type { RegisteredAgent } from "./registered-agent.ts";
import { describeAgent } from "./registry.ts";
import type { AgentHandle } from "./router.ts";

/** A copy of how an agent stands now: what an agent keeps for itself, such as its executor, stays out. */
export function describeLoad(registered: RegisteredAgent): AgentHandle {
  const { running, waiting, completed, failed, averageMs, averageCostUsd } = registered;
  return { agent: describeAgent(registered), running, waiting, completed, failed, averageMs, averageCostUsd };
}
