export type { ConnectionOptions } from "./connection/connection.ts";
export { redisStore, type RedisStore, type RedisStoreOptions } from "./redis-store.ts";
export { bullmqEngine, type BullmqEngine, type BullmqEngineOptions } from "./bullmq-engine.ts";
export { createWorker, type RateLimit, type Worker, type WorkerOptions } from "./worker.ts";
