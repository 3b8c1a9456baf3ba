export type { ConnectionOptions } from "./connection/connection.ts";
export { bullmqEngine, type BullmqEngine, type BullmqEngineOptions } from "./bullmq-engine.ts";
export { createWorker, type RateLimit, type Worker, type WorkerOptions } from "./worker.ts";
export {
  createCoordinator,
  type Coordinator,
  type CoordinatorOptions,
  type SharedBudget,
  type SharedBudgetLimits,
} from "./coordinator.ts";
export type { SharedSpend } from "./engine/shared-budget.ts";
export type { DeadLetter, DeadLetters } from "./dead-letters.ts";
export { redisStore, type RedisStore, type RedisStoreOptions } from "./redis-store.ts";
