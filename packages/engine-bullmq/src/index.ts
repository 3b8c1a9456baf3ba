export type { ConnectionOptions } from "./connection/connection.ts";
export { createWorker, type RateLimit, type Worker, type WorkerOptions } from "./worker.ts";
