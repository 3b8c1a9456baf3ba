import {
  type Agent,
  memoryStore,
  Orchestrator,
  type OrchestratorOptions,
  type RunHandle,
} from "@convoke/core";
import type { ManualRuntime } from "@convoke/core/testing";
import { createProcessRuntime } from "./crash.ts";
import type { Store } from "./failing-store.ts";

export const leaseMs = 30_000;

/** A store with a clock of its own, and processes that share it. Ids differ from process to process. */
export interface World {
  readonly clock: ManualRuntime;
  readonly store: Store;
  /** An orchestrator and its time; without `runtime` it stands still, as a dead process does. */
  start(
    agents: readonly Agent[],
    options?: Omit<OrchestratorOptions, "agents">,
  ): { orchestrator: Orchestrator; runtime: ManualRuntime };
  /** Lets every lease end, and takes up what is left with these agents. */
  takeUp(
    agents: readonly Agent[],
    options?: Omit<OrchestratorOptions, "agents">,
  ): Promise<{
    orchestrator: Orchestrator;
    runtime: ManualRuntime;
    handles: readonly RunHandle<unknown>[];
  }>;
}

export function createWorld(): World {
  const clock = createProcessRuntime(0);
  const store = memoryStore({ runtime: clock });
  let processes = 0;
  const start: World["start"] = (agents, options = {}) => {
    const runtime = createProcessRuntime(++processes, clock.now());
    const orchestrator = new Orchestrator({ store, runtime, leaseMs, ...options });
    for (const agent of agents) orchestrator.registerAgent(agent);
    return { orchestrator, runtime };
  };
  return {
    clock,
    store,
    start,
    async takeUp(agents, options) {
      await clock.advance(leaseMs);
      const started = start(agents, options);
      return { ...started, handles: await started.orchestrator.resume() };
    },
  };
}
