import { Orchestrator, systemRuntime } from "@convoke/core";
import { bullmqEngine, createCoordinator } from "@convoke/engine-bullmq";
import { agentType, readSettings, serve } from "../messages.ts";

const { connection, prefix, isStored } = readSettings();
const orchestrator = isStored
  ? (await createCoordinator({ connection, prefix })).orchestrator
  : await createUnstored();

async function createUnstored(): Promise<Orchestrator> {
  const engine = bullmqEngine({ connection, prefix });
  const created = new Orchestrator({ engine });
  await engine.followAgents(created);
  return created;
}

serve(async ({ tasks, inFlight }) => {
  const specs = Array.from({ length: tasks }, () => ({ agentType, description: "no-op" }));
  const startedAt = systemRuntime.now();
  const settled = await orchestrator.executeParallel(specs, { concurrency: inFlight });
  const elapsedMs = systemRuntime.now() - startedAt;
  const failed = settled.find(({ status }) => status !== "completed");
  if (failed !== undefined) throw new Error(`a task is ${failed.status}: ${failed.error}`);
  return elapsedMs;
});
