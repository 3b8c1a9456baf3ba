import { type BullmqEngine, createEngine } from "./engine/create-engine.ts";
import type { BullmqEngineOptions } from "./engine/options.ts";

export type { BullmqEngine, BullmqEngineOptions };

/**
 * Runs attempts as jobs of BullMQ, one queue for each agent; workers (`createWorker`) in any number of processes take them.
 *
 * Nothing is lost while Redis is away or workers die: an attempt waits, or is given to another worker, at least once; the
 * `idempotencyKey` of a task tells services when they are asked again. An agent's executor and schemas are those of the worker.
 * Throws `invalid_argument` for options that cannot be used; attempts fail with `worker_lost` when their workers were lost more
 * than `maxRecoveries` times, `not_serializable` and `invalid_input` for requests that cannot travel.
 *
 * What an engine that was cut off for more than 3 s has on its way is void; an orchestrator with a store needs longer leases
 * than that (`leaseMs`), or `createCoordinator`, which sees to it.
 *
 * @example
 * const engine = bullmqEngine({ connection: "redis://127.0.0.1:6379" });
 * const orchestrator = new Orchestrator({ engine });
 * await engine.followAgents(orchestrator);
 */
export function bullmqEngine(options: BullmqEngineOptions): BullmqEngine {
  return createEngine(options).engine;
}
